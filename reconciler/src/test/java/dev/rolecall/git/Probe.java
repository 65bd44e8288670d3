package dev.rolecall.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs in a JVM of its own, so that its environment can be chosen; writes what it saw to a file.
 */
final class Probe {
  private Probe() {}

  /**
   * Looks, and writes what it saw.
   *
   * @param arguments what to do ({@code working} or {@code git}), the repository, the result file
   */
  public static void main(String[] arguments) throws Exception {
    Path dir = Path.of(arguments[1]);
    Set<String> seen = new TreeSet<>();
    for (TreeFile file : new WorkingFiles(dir).list(Globs.DEFAULT)) {
      seen.add(file.path() + " " + file.contentId());
    }
    if (arguments[0].equals("git")) {
      try (GitRepository repository = GitRepository.open((GitRoot.InGit) GitRoot.find(dir))) {
        Commit head = repository.resolve("HEAD");
        for (TreeFile file : repository.files(head).list(Globs.DEFAULT)) {
          seen.add(file.path() + " " + file.contentId());
        }
        seen.addAll(repository.uncommitted(Globs.DEFAULT, Set.of("rolecall.yaml")));
        AppliedRef ref = repository.applied("production");
        seen.add(ref.refresh().toString());
        seen.add(ref.moveTo(ref.read(), head).toString());
        try (var versions = repository.history().versions(head, Globs.DEFAULT, _ -> true)) {
          seen.add("versions " + versions.count());
        }
      }
    } else {
      seen.add(GitRoot.find(dir).getClass().getSimpleName());
    }
    Files.write(Path.of(arguments[2]), List.copyOf(seen), StandardCharsets.UTF_8);
  }
}
