package dev.rolecall.reconcile;

import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.model.CustomRule;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Guards;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.model.Separation;
import dev.rolecall.policy.Approvals;
import dev.rolecall.policy.GivingBack;
import dev.rolecall.policy.Past;
import dev.rolecall.policy.RevocationRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is judged, and by what.
 *
 * @param before what the change is held against; null: nothing is known
 * @param guards those that judge; what any of them has against it counts
 * @param policies that keep things apart
 * @param rules of the repository's own
 * @param own the accounts that rolecall itself works with
 * @param revocation for which losses people are logged out
 * @param giving what an undo gives back; null: it is none
 */
public record Matter(
    DiffInputs inputs,
    DiffResult difference,
    @Nullable DesiredState before,
    List<Guards> guards,
    List<Separation> policies,
    List<CustomRule> rules,
    List<OwnAccount> own,
    Approvals approvals,
    Past past,
    RevocationRules revocation,
    @Nullable GivingBack giving) {

  /** Of a commit. */
  public Matter(
      DiffInputs inputs,
      DiffResult difference,
      @Nullable DesiredState before,
      List<Guards> guards,
      List<Separation> policies,
      List<CustomRule> rules,
      List<OwnAccount> own,
      Approvals approvals,
      Past past,
      RevocationRules revocation) {
    this(
        inputs,
        difference,
        before,
        guards,
        policies,
        rules,
        own,
        approvals,
        past,
        revocation,
        null);
  }

  /** The same before other judges. */
  Matter judgedBy(List<Guards> others, List<Separation> separations, List<CustomRule> more) {
    return new Matter(
        inputs,
        difference,
        before,
        others,
        separations,
        more,
        own,
        approvals,
        past,
        revocation,
        giving);
  }

  /** The same as an undo, which declares nothing new. */
  Matter undoing(DiffResult back, GivingBack given) {
    return new Matter(
        inputs,
        back,
        inputs.desired(),
        guards,
        policies,
        rules,
        own,
        approvals,
        past,
        revocation,
        given);
  }

  Matter knowing(OwnAccount account) {
    var all = new ArrayList<>(own);
    all.add(account);
    return new Matter(
        inputs,
        difference,
        before,
        guards,
        policies,
        rules,
        all,
        approvals,
        past,
        revocation,
        giving);
  }

  Matter revoking(RevocationRules other) {
    return new Matter(
        inputs, difference, before, guards, policies, rules, own, approvals, past, other, giving);
  }
}
