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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends a batch to the tenant in its one call, and tells per step what came of it. */
final class BatchWriter {
  /** Refused steps of one call that are tried alone; of more, it is not they. */
  private static final int FEW = 100;

  private final TenantWriter writer;
  private final String run;
  private final ConcurrentMap<Slug, String> versions;

  /**
   * A writer for one run.
   *
   * @param versions last known version of each role; kept up to date by the edits made here
   */
  BatchWriter(TenantWriter writer, String run, ConcurrentMap<Slug, String> versions) {
    this.writer = writer;
    this.run = run;
    this.versions = versions;
  }

  /** One entry per step of the batch: empty when it is in effect. */
  List<Optional<TenantException>> write(WriteBatch batch) {
    var key = new WriteKey(run, batch.steps().getFirst().id());
    try {
      return switch (batch) {
        case WriteBatch.Single single -> {
          make(single.step().change(), key);
          yield List.of(Optional.empty());
        }
        case WriteBatch.Edits edits -> edits(edits, key);
        case WriteBatch.Assignments assignments -> assignments(assignments, key);
      };
    } catch (TenantException e) {
      return all(batch, Optional.of(e));
    }
  }

  /** What is refused together is tried one by one: one that may not be keeps no other. */
  private List<Optional<TenantException>> edits(WriteBatch.Edits edits, WriteKey key)
      throws TenantException {
    try {
      edit(edits, key);
      return all(edits, Optional.empty());
    } catch (TenantException e) {
      int steps = edits.steps().size();
      if (e.kind() != TenantException.Kind.REFUSED || steps == 1 || steps > FEW) {
        throw e;
      }
    }
    var answers = new ArrayList<Optional<TenantException>>();
    for (Step step : edits.steps()) {
      answers.add(
          answer(() -> edit(new WriteBatch.Edits(edits.role(), List.of(step)), alone(step))));
    }
    return answers;
  }

  /** The same for holders, where those that are refused are few. */
  private List<Optional<TenantException>> assignments(WriteBatch.Assignments batch, WriteKey key)
      throws TenantException {
    List<Step> steps = batch.steps();
    var answers = new ArrayList<Optional<TenantException>>();
    try {
      answers.addAll(writer.write(writes(steps), key));
    } catch (TenantException e) {
      answers.addAll(all(batch, Optional.of(e)));
    }
    List<Integer> refused =
        IntStream.range(0, steps.size()).filter(i -> isRefused(answers.get(i))).boxed().toList();
    if (steps.size() > 1 && refused.size() <= FEW) {
      for (int i : refused) {
        Step step = steps.get(i);
        answers.set(i, answer(() -> writeAlone(step)));
      }
    }
    return answers;
  }

  private void writeAlone(Step step) throws TenantException {
    Optional<TenantException> refused = writer.write(writes(List.of(step)), alone(step)).getFirst();
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  private static boolean isRefused(Optional<TenantException> answer) {
    return answer.filter(e -> e.kind() == TenantException.Kind.REFUSED).isPresent();
  }

  /** Another key than that of the batch, which may have been the step's own. */
  private WriteKey alone(Step step) {
    return new WriteKey(run, step.id() + "-alone");
  }

  private interface Attempt {
    void go() throws TenantException;
  }

  private static Optional<TenantException> answer(Attempt attempt) {
    try {
      attempt.go();
      return Optional.empty();
    } catch (TenantException e) {
      return Optional.of(e);
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

  private void edit(WriteBatch.Edits edits, WriteKey key) throws TenantException {
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

  private static List<Optional<TenantException>> all(
      WriteBatch batch, Optional<TenantException> answer) {
    return Collections.nCopies(batch.steps().size(), answer);
  }
}
