package dev.rolecall.diff;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that git asks for and that is not done, because it cannot be told whom it would hit, or
 * because too few people would be left. It counts like a difference: where something is withheld,
 * the tenant is not as git declares it.
 *
 * @param rule why
 * @param holders who stay for now and would leave otherwise; empty where only a grant waits
 * @param waits whom the line names that waits; null: nobody's grant does
 * @param at the line that waits
 */
public record Withheld(
    RuleId rule,
    Slug role,
    SubjectKind kind,
    List<Subject> holders,
    @Nullable SubjectName waits,
    @Nullable SourceRef at) {
  public Withheld {
    holders = List.copyOf(holders);
  }

  /** The expiry of a holder that would leave too few people. */
  public static Withheld expiry(Change.OfHolder change) {
    Subject subject = change.subject();
    return new Withheld(
        RuleId.MINIMUM_HOLDERS, change.role(), subject.kind(), List.of(subject), null, change.at());
  }

  /** Whether it is an expiry that would leave too few people. */
  public boolean isExpiry() {
    return rule == RuleId.MINIMUM_HOLDERS;
  }
}
