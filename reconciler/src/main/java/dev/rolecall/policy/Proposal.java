package dev.rolecall.policy;

import dev.rolecall.access.Impact;
import dev.rolecall.access.Together;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.People;
import dev.rolecall.model.SubjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that guards judge.
 *
 * @param inputs what the changes were found in
 * @param steps what would be done now
 * @param judged those that are to be answered for: neither an expiry nor a start, which were judged
 *     when they were declared, but what is declared for later, as if it began now
 * @param before the desired state that the change is held against; null: none is known
 * @param impact what the steps do to people
 * @param judgedImpact what the judged ones do
 * @param together who holds together what policies keep apart, as the judged ones leave it
 * @param withheld what git asks for and is not done
 * @param own the accounts that rolecall itself works with
 * @param people behind the groups and roles that both concern
 */
public record Proposal(
    DiffInputs inputs,
    List<Proposed> steps,
    List<Proposed> judged,
    @Nullable DesiredState before,
    Impact impact,
    Impact judgedImpact,
    People people,
    List<Together> together,
    List<Withheld> withheld,
    Set<SubjectName> own,
    Past past) {

  public Proposal {
    steps = List.copyOf(steps);
    judged = List.copyOf(judged);
    together = List.copyOf(together);
    withheld = List.copyOf(withheld);
    own = Set.copyOf(own);
  }

  /** The same, with more people known. */
  public Proposal knowing(People more) {
    return new Proposal(
        inputs, steps, judged, before, impact, judgedImpact, more, together, withheld, own, past);
  }

  /** The steps and, once each, what else is judged. */
  List<Proposed> all() {
    var all = new ArrayList<>(steps);
    var known = steps.stream().map(Proposed::id).collect(Collectors.toSet());
    judged.stream().filter(one -> !known.contains(one.id())).forEach(all::add);
    return all;
  }
}
