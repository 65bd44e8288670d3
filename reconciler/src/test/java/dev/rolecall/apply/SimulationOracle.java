package dev.rolecall.apply;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.InverseChanges;
import dev.rolecall.model.Granted;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.plan.Plan;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.TenantException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges what a simulated run does: whether each step is one that git may make. */
final class SimulationOracle {
  private final TenantFeatures features;
  private final List<Subject> subjects;

  SimulationOracle(TenantFeatures features, List<Subject> subjects) {
    this.features = features;
    this.subjects = subjects;
  }

  /** Wrong, with the reason; the seed tells the rest. */
  static AssertionError wrong(String what) {
    return new AssertionError(what);
  }

  /** Nobody loses what git never granted, and no slug is used again. */
  void judge(Change change, DiffInputs inputs, Set<Slug> retired) {
    switch (change) {
      case Change.AssignmentRemoved c -> {
        var holding = inputs.desired().holdings().get(c.role());
        boolean exact =
            holding != null && holding.manage().of(c.subject().kind()) == ManageMode.EXACT;
        if (!exact && !inputs.record().granted().has(c.grant())) {
          throw wrong("takes %s, which git never granted".formatted(c.grant()));
        }
      }
      case Change.RoleCreated c -> {
        if (retired.contains(c.role())) {
          throw wrong("uses the slug %s again".formatted(c.role()));
        }
      }
      case Change.RoleRetired c -> {
        if (!inputs.desired().retired().containsKey(c.role())) {
          throw wrong("deletes %s without a tombstone".formatted(c.role()));
        }
      }
      case Change.AssignmentAdded c -> {
        if (!inputs.desired().holdings().containsKey(c.role())) {
          throw wrong("gives %s, which nobody declares".formatted(c.grant()));
        }
      }
      case Change.OfRole _, Change.OfCapability _ -> {}
    }
  }

  /** Nobody holds at any moment what they hold neither before the run nor after a whole one. */
  void inPassing(Plan plan, Granted basis, LiveState before, List<LiveState> between)
      throws TenantException {
    var whole = FakeTenant.holding(before, features);
    if (!(new Applier(whole, whole).apply(plan, basis, "whole") instanceof ApplyResult.Ran ran)
        || !ran.complete()) {
      throw wrong("the plan cannot be done where nothing fails");
    }
    LiveState after = whole.state();
    for (Subject subject : subjects) {
      Set<String> allowed = new HashSet<>(HeldOracle.held(before, features, subject));
      allowed.addAll(HeldOracle.held(after, features, subject));
      for (LiveState moment : between) {
        for (String item : HeldOracle.held(moment, features, subject)) {
          if (!allowed.contains(item)) {
            throw wrong("%s holds %s in passing".formatted(subject, item));
          }
        }
      }
    }
  }

  /** What is undone is what the run did, turned round, and nothing else. */
  void backwards(InverseChanges.Undone one, Set<Slug> retired) {
    boolean right =
        switch (one.back()) {
          case Change.AssignmentAdded c ->
              (one.done() instanceof Change.AssignmentRemoved gone
                      && gone.grant().equals(c.grant()))
                  || (one.done() instanceof Change.RoleRetired role
                      && role.holders().stream()
                          .anyMatch(was -> was.identity().equals(c.subject().identity())));
          case Change.AssignmentRemoved c ->
              one.done() instanceof Change.AssignmentAdded given && given.grant().equals(c.grant());
          case Change.RoleCreated c ->
              one.done() instanceof Change.RoleRetired && !retired.contains(c.role());
          case Change.RoleTextEdited _, Change.RoleCapabilityAdded _ ->
              one.done() instanceof Change.OfRole;
          case Change.RoleCapabilityRemoved c ->
              one.done() instanceof Change.RoleCapabilityAdded added
                  && added.role().equals(c.role())
                  && added.capability().equals(c.capability());
          case Change.CapabilityEdited _ -> one.done() instanceof Change.CapabilityEdited;
          case Change.RoleRetired _, Change.CapabilityCreated _, Change.CapabilityRemoved _ ->
              false;
        };
    if (!right) {
      throw wrong("%s is no way back from %s".formatted(one.back(), one.done()));
    }
  }
}
