package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import java.util.List;
import java.util.Set;

/**
 * One change with its place in the run.
 *
 * @param id digest of the change's content, 16 hexadecimal digits: the same change has the same id
 *     in every plan
 * @param dependsOn ids of the steps without which this one must not be made; sorted
 */
public record Step(String id, Level level, Portion portion, Change change, List<String> dependsOn) {
  public Step {
    dependsOn = List.copyOf(dependsOn);
  }

  Step notWaitingFor(Set<String> ids) {
    return dependsOn.stream().noneMatch(ids::contains)
        ? this
        : new Step(
            id,
            level,
            portion,
            change,
            dependsOn.stream().filter(one -> !ids.contains(one)).toList());
  }
}
