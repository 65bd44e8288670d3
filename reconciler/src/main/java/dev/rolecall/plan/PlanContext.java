package dev.rolecall.plan;

import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is made for, beside the comparison itself.
 *
 * @param base null: nothing is compared with a base
 * @param back null: the commit goes on from what was applied
 */
public record PlanContext(
    TenantIdentity tenant, Origin origin, @Nullable Base base, @Nullable Back back) {

  /**
   * The commit undoes what one that it does not contain has applied.
   *
   * @param fork what the commit that both have in common would change: that much is undoing; null:
   *     nobody can tell, so all may be
   */
  public record Back(@Nullable DiffResult fork) {}

  /**
   * The base commit of the change.
   *
   * @param waiting what it would change anyway
   * @param declared what the head changes against it without anything to write
   * @param findings of its own files and its own comparison
   */
  public record Base(DiffResult waiting, List<DeclaredChange> declared, List<Problem> findings) {
    public Base {
      declared = List.copyOf(declared);
      findings = List.copyOf(findings);
    }
  }
}
