package dev.rolecall.apply;

import dev.rolecall.model.Slug;
import dev.rolecall.plan.Step;
import java.util.List;

/** Steps of one level that go to the tenant in one call. */
sealed interface WriteBatch {
  List<Step> steps();

  /** The only step of its call. */
  record Single(Step step) implements WriteBatch {
    @Override
    public List<Step> steps() {
      return List.of(step);
    }
  }

  /** Edits of one role's definition. */
  record Edits(Slug role, List<Step> steps) implements WriteBatch {}

  /** Assignments added or removed, of any roles. */
  record Assignments(List<Step> steps) implements WriteBatch {}
}
