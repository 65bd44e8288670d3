package dev.rolecall.reconcile;

import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.OwnAccount;
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
 * @param own the accounts that rolecall itself works with
 * @param giving what an undo gives back; null: it is none
 */
public record Matter(
    DiffInputs inputs,
    DiffResult difference,
    @Nullable DesiredState before,
    Judges judges,
    List<OwnAccount> own,
    Approvals approvals,
    Past past,
    @Nullable GivingBack giving) {

  /** The same before other judges. */
  Matter judgedBy(Judges others) {
    return new Matter(inputs, difference, before, others, own, approvals, past, giving);
  }

  /** The same as an undo, which declares nothing new. */
  Matter undoing(DiffResult back, GivingBack given) {
    return new Matter(inputs, back, inputs.desired(), judges, own, approvals, past, given);
  }

  Matter knowing(OwnAccount account) {
    var all = new ArrayList<>(own);
    all.add(account);
    return new Matter(inputs, difference, before, judges, all, approvals, past, giving);
  }

  Matter revoking(RevocationRules other) {
    return judgedBy(new Judges(judges.guards(), judges.policies(), judges.rules(), other));
  }
}
