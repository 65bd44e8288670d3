package dev.rolecall.desired.bind;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Suggestions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The roles that a document of one tenant may name: those declared, and those it ships with. */
final class RoleNames {
  private final String tenant;
  private final Set<Slug> declared;
  private final AssignableRoles others;
  private final Map<Slug, Tombstone.OfRole> retired;
  private final UnreadTexts unread;
  private final Set<Problem> problems;
  private final Suggestions.FirstFew near = new Suggestions.FirstFew();

  RoleNames(
      String tenant,
      Set<Slug> declared,
      AssignableRoles others,
      Map<Slug, Tombstone.OfRole> retired,
      UnreadTexts unread,
      Set<Problem> problems) {
    this.tenant = tenant;
    this.declared = declared;
    this.others = others;
    this.retired = retired;
    this.unread = unread;
    this.problems = problems;
  }

  boolean isDeclared(Slug role) {
    return declared.contains(role);
  }

  /**
   * Whether this role is there; if not, a problem says so.
   *
   * @param removal what to do where the role is retired
   */
  boolean check(Sourced<Slug> role, String removal) {
    Slug slug = role.value();
    if (declared.contains(slug)) {
      return true;
    }
    Tombstone.OfCapability gone = others.retired(slug);
    if (gone != null) {
      String message =
          "The capability %s is retired at %s, so nobody can hold it."
              .formatted(Words.shown(gone.id()), gone.at());
      problems.add(Problem.error(RuleId.RETIRED_CAPABILITY, role.at(), message).advising(removal));
      return false;
    }
    if (others.contains(slug)) {
      return true;
    }
    unknown(role, retired.get(slug), removal);
    return false;
  }

  private void unknown(Sourced<Slug> role, Tombstone.@Nullable OfRole tombstone, String removal) {
    String slug = role.value().value();
    if (tombstone != null) {
      String message = "The role %s is retired at %s.".formatted(Words.shown(slug), tombstone.at());
      problems.add(Problem.error(RuleId.RETIRED_SLUG, role.at(), message).advising(removal));
      return;
    }
    if (unread.mentions(slug)) {
      return;
    }
    String message =
        "The role %s is neither declared nor a system role of %s."
            .formatted(Words.shown(slug), tenant);
    String advice =
        near.nearest(
                slug,
                () ->
                    Stream.concat(declared.stream(), others.known().stream())
                        .map(Slug::value)
                        .toList())
            .map(name -> "Did you mean " + name + "?")
            .orElse(RuleId.UNKNOWN_ROLE.remedy());
    problems.add(Problem.error(RuleId.UNKNOWN_ROLE, role.at(), message).advising(advice));
  }
}
