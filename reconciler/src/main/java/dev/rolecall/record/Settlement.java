package dev.rolecall.record;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Grant;
import dev.rolecall.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Settles what an unfinished run meant by what is held now (design.md, "Granted set"): a grant
 * meant and held is granted, a removal meant and not held is dropped, else the set stays. A grant
 * that is not held stays open until the lease of its run and five minutes are over.
 */
public final class Settlement {
  private Settlement() {}

  /**
   * Settles.
   *
   * @param held whether the tenant says that this is so now
   */
  public static Settled settle(Unsettled last, Predicate<Grant> held, Instant now) {
    List<Grant> more = new ArrayList<>();
    List<Grant> less = new ArrayList<>();
    SortedSet<OpenGrant> open = new TreeSet<>();
    for (Step step : last.meant()) {
      switch (step.change()) {
        case Change.AssignmentAdded added -> {
          var grant = new Grant(added.role(), added.subject().identity());
          if (held.test(grant)) {
            more.add(grant);
          } else if (last.lease() != null) {
            open.add(new OpenGrant(grant, last.lease()));
          }
        }
        case Change.AssignmentRemoved removed -> {
          var grant = new Grant(removed.role(), removed.subject().identity());
          if (!held.test(grant)) {
            less.add(grant);
          }
        }
        case Change.CapabilityCreated _,
            Change.CapabilityEdited _,
            Change.CapabilityRemoved _,
            Change.RoleCreated _,
            Change.RoleTextEdited _,
            Change.RoleCapabilityAdded _,
            Change.RoleCapabilityRemoved _,
            Change.RoleRetired _ -> {}
      }
    }
    for (OpenGrant grant : last.open()) {
      if (held.test(grant.grant())) {
        more.add(grant.grant());
      } else {
        open.add(grant);
      }
    }
    open.removeIf(grant -> !now.isBefore(grant.until().plus(Lease.GRACE)));
    // One run means either of one pair, never both; what is held by an open grant is granted last.
    return new Settled(last.granted().minus(less).plus(more), open);
  }
}
