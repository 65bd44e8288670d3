package dev.rolecall.apply;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Step;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.AssignmentWrite.Op;
import dev.rolecall.tenant.RoleEdit;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantWriter;
import dev.rolecall.tenant.WriteKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Turns a unit into its one call of the tenant, and tells per step what came of it. */
final class Call {
  private final TenantWriter writer;
  private final String run;
  private final ConcurrentMap<Slug, String> versions;

  /**
   * A caller for one run.
   *
   * @param versions last known version of each role; kept up to date by the edits made here
   */
  Call(TenantWriter writer, String run, ConcurrentMap<Slug, String> versions) {
    this.writer = writer;
    this.run = run;
    this.versions = versions;
  }

  /** One entry per step of the unit: empty when it is in effect. */
  List<Optional<TenantException>> make(Unit unit) {
    var key = new WriteKey(run, unit.steps().getFirst().id());
    try {
      return switch (unit) {
        case Unit.Single single -> {
          make(single.step().change(), key);
          yield List.of(Optional.empty());
        }
        case Unit.Edits edits -> {
          edit(edits, key);
          yield all(unit, Optional.empty());
        }
        case Unit.Assignments batch -> writer.write(writes(batch.steps()), key);
      };
    } catch (TenantException e) {
      return all(unit, Optional.of(e));
    }
  }

  private void make(Change change, WriteKey key) throws TenantException {
    switch (change) {
      case Change.CapabilityCreated c -> writer.createCapability(c.after(), key);
      case Change.CapabilityEdited c -> writer.editCapability(c.after(), key);
      case Change.CapabilityRemoved c -> writer.removeCapability(c.before().id(), key);
      case Change.RoleCreated c -> writer.createRole(c.after(), key);
      case Change.RoleRetired c -> writer.retireRole(c.before().slug(), key);
      case Change.RoleTextEdited _,
          Change.RoleCapabilityAdded _,
          Change.RoleCapabilityRemoved _,
          Change.AssignmentAdded _,
          Change.AssignmentRemoved _ ->
          throw new IllegalStateException("goes with others of its kind: " + change);
    }
  }

  private void edit(Unit.Edits edits, WriteKey key) throws TenantException {
    var added = new TreeSet<CapabilityId>();
    var removed = new TreeSet<CapabilityId>();
    @Nullable String name = null;
    @Nullable String description = null;
    for (Step step : edits.steps()) {
      if (step.change() instanceof Change.RoleCapabilityAdded c) {
        added.add(c.capability());
      } else if (step.change() instanceof Change.RoleCapabilityRemoved c) {
        removed.add(c.capability());
      } else if (step.change() instanceof Change.RoleTextEdited c) {
        switch (c.text()) {
          case NAME -> name = c.after();
          case DESCRIPTION -> description = c.after();
        }
      }
    }
    @Nullable String version = versions.get(edits.role());
    writer
        .editRole(new RoleEdit(edits.role(), version, name, description, added, removed), key)
        .ifPresent(after -> versions.put(edits.role(), after));
  }

  private static List<AssignmentWrite> writes(List<Step> steps) {
    var writes = new ArrayList<AssignmentWrite>(steps.size());
    for (Step step : steps) {
      if (step.change() instanceof Change.AssignmentAdded c) {
        writes.add(new AssignmentWrite(Op.ADD, c.role(), c.subject()));
      } else if (step.change() instanceof Change.AssignmentRemoved c) {
        writes.add(new AssignmentWrite(Op.REMOVE, c.role(), c.subject()));
      }
    }
    return writes;
  }

  private static List<Optional<TenantException>> all(Unit unit, Optional<TenantException> answer) {
    return Collections.nCopies(unit.steps().size(), answer);
  }
}
