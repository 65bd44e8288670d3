package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileTree;
import dev.rolecall.model.Settings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings that count: of {@code --base} where there is one, because a change does not
 * configure its own judge; else of the files at hand.
 */
final class EffectiveSettings {
  private EffectiveSettings() {}

  /**
   * Reads them.
   *
   * @throws InvalidInputException when there are none, or they are not valid; those of the head
   *     never stand in for those of the base
   */
  static Settings of(RolesRepository repository) throws IOException {
    Optional<Commit> judge = repository.base();
    return judge.isPresent() ? ofBase(repository, judge.get()) : ofFiles(repository.files());
  }

  private static Settings ofFiles(FileTree files) throws IOException {
    var problems = new ArrayList<Problem>();
    @Nullable Settings settings = Desired.settings(files, Providers.known(), problems);
    if (settings == null || Problem.anyError(problems)) {
      throw new InvalidInputException(problems);
    }
    return settings;
  }

  private static Settings ofBase(RolesRepository repository, Commit judge) throws IOException {
    var problems = new ArrayList<Problem>();
    @Nullable Settings settings =
        Desired.settings(repository.needGit("--base").files(judge), Providers.known(), problems);
    if (settings == null || settings.tenants().isEmpty() || Problem.anyError(problems)) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.NO_CONFIGURATION,
                  null,
                  "The base %s has no usable rolecall.yaml, so nothing can judge this change."
                      .formatted(judge.shortId()))
              .advising("Name a base that has one; the head's own settings are never taken."));
    }
    return settings;
  }
}
