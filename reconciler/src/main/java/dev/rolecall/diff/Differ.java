package dev.rolecall.diff;

import dev.rolecall.model.AppliedState;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares. Has no options: what is to be compared is decided before, by trimming the inputs. The
 * same inputs give the same changes, in whatever order files and listings came.
 */
public final class Differ {
  private Differ() {}

  public static Difference diff(Inputs inputs) {
    var changes = new ArrayList<Change>();
    var findings = new ArrayList<Problem>();
    if (inputs.applied() instanceof AppliedState.Unknown unknown) {
      findings.add(
          Problem.note(
              RuleId.NO_APPLIED_COMMIT,
              null,
              "No applied commit is known (%s), so manage: add removes nobody."
                  .formatted(unknown.reason())));
    }
    new RoleDiff(inputs, changes, findings).run();
    new HolderDiff(inputs, changes, findings).run();
    new CapabilityDiff(inputs, changes, findings).run();
    new Unmanaged(inputs, findings).run();
    changes.sort(Comparator.comparing(SortKey::of));
    return new Difference(changes, sorted(findings));
  }

  private static List<Problem> sorted(List<Problem> findings) {
    return findings.stream().sorted(Problem.BY_PLACE).toList();
  }
}
