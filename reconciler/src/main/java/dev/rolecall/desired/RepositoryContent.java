package dev.rolecall.desired;

import dev.rolecall.desired.bind.Base;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Settings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a roles repository says at one moment. Not to be planned with when a problem is
 * an error: what could not be read is missing from the states.
 *
 * @param settings those to act by: of the base where one was given; null when there are none
 * @param own those of the tree itself; null when there are none
 * @param states by tenant of the tree's own settings
 * @param catalogues by tenant; a tenant without a committed one is missing
 * @param problems settings-changed first, then by place
 * @param content one digest of all files that the states come from, rolecall.yaml apart
 */
public record RepositoryContent(
    @Nullable Settings settings,
    @Nullable Settings own,
    SortedMap<String, DesiredState> states,
    SortedMap<String, Catalogue> catalogues,
    List<Problem> problems,
    String content) {
  public RepositoryContent {
    states = Collections.unmodifiableSortedMap(states);
    catalogues = Collections.unmodifiableSortedMap(catalogues);
    problems = List.copyOf(problems);
  }

  /** With more of them, each at its place. */
  public RepositoryContent adding(Collection<Problem> more) {
    Set<Problem> all = new LinkedHashSet<>();
    problems.stream().filter(RepositoryContent::leads).forEach(all::add);
    Stream.concat(problems.stream(), more.stream()).sorted(Problem.BY_PLACE).forEach(all::add);
    return new RepositoryContent(settings, own, states, catalogues, List.copyOf(all), content);
  }

  private static boolean leads(Problem problem) {
    return problem.rule() == RuleId.SETTINGS_CHANGED;
  }

  public boolean hasErrors() {
    return Problem.anyError(problems);
  }

  /** This state as the base of a change. */
  public Base asBase(String commit) {
    return new Base(commit, settings, states);
  }
}
