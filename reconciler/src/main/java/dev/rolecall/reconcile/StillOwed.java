package dev.rolecall.reconcile;

import dev.rolecall.access.HeldItems;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.policy.Revocation;
import dev.rolecall.record.LastRun;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom earlier runs were to log out and have not: of those in the record, whoever has not got back
 * what was lost. What a run that died never took is held still, so that is owed to nobody. Asks the
 * tenant once, and only where the record names somebody.
 */
final class StillOwed {
  private final List<OwedRevocation> recorded;
  private final DiffInputs inputs;
  private @Nullable List<Revocation> found;

  private StillOwed(List<OwedRevocation> recorded, DiffInputs inputs) {
    this.recorded = recorded;
    this.inputs = inputs;
  }

  /** By the record of what is asked for, and the tenant as it is. */
  static StillOwed of(DesiredSide asked, DiffInputs inputs) {
    return new StillOwed(asked.record().last().map(LastRun::owed).orElse(List.of()), inputs);
  }

  /** By no record. */
  static StillOwed nothing(DiffInputs inputs) {
    return new StillOwed(List.of(), inputs);
  }

  /**
   * Each of them once.
   *
   * @param people who have read the live state last
   */
  List<Revocation> now(KnownPeople people) throws TenantException {
    List<Revocation> known = found;
    if (known == null) {
      known = new ArrayList<>();
      for (OwedRevocation one : recorded(people)) {
        known.add(Revocation.of(one, people.known().person(one.account())));
      }
      found = known;
    }
    return known;
  }

  /** The same, as the record has them, with what of it is still lost. */
  List<OwedRevocation> recorded(KnownPeople people) throws TenantException {
    if (recorded.isEmpty()) {
      return List.of();
    }
    var things = new HashSet<Holdable>();
    recorded.forEach(one -> things.addAll(one.lost()));
    HeldItems items = HeldItems.of(inputs.live(), inputs.features(), things);
    Map<String, Set<Holdable>> held =
        items.byUser(people.of(new Audience(items.groups(), items.roles())));
    var still = new ArrayList<OwedRevocation>();
    for (OwedRevocation one : recorded) {
      var lost = new TreeSet<>(one.lost());
      lost.removeAll(held.getOrDefault(one.account().id(), Set.of()));
      if (!lost.isEmpty()) {
        still.add(one.of(lost));
      }
    }
    return still;
  }
}
