package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind, loads and prints; each in a JVM of its own. */
class OutsideTheRepositoryTest {
  @TempDir Path temporary;
  private Path dir;
  private Path repository;

  @BeforeEach
  void aRepositoryWithARemote() throws Exception {
    dir = temporary.toRealPath();
    repository = dir.resolve("repository");
    GitSandbox.bare(dir.resolve("remote.git")).close();
    try (Git git = GitSandbox.init(repository)) {
      GitSandbox.write(git, "roles/Prüfer.yaml", "x");
      GitSandbox.write(git, "roles/a.yaml", "x");
      GitSandbox.commitAll(git, "First");
      GitSandbox.remote(git, "origin", dir.resolve("remote.git").toUri().toString());
    }
  }

  /** Runs {@link Probe} with this home and the plainest locale; returns what it saw. */
  private List<String> probe(String what, Path home, String... options) throws Exception {
    Path result = dir.resolve("result");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(options));
    command.addAll(List.of(Probe.class.getName(), what, repository.toString(), result.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(GIT|XDG|LC|LANG).*"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LC_ALL", "C");
    builder.directory(dir.toFile());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals("", output);
    return Files.readAllLines(result);
  }

  private static List<String> below(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(file -> root.relativize(file).toString()).sorted().toList();
    }
  }

  @Test
  void theHomeFolderStaysUntouchedAndNothingIsPrinted() throws Exception {
    Path home = Files.createDirectory(dir.resolve("home"));
    List<String> before = below(repository);
    List<String> seen = probe("git", home);
    assertEquals(List.of(""), below(home));
    List<String> added = new ArrayList<>(below(repository));
    added.removeAll(before);
    assertEquals(
        List.of(
            ".git/refs/rolecall",
            ".git/refs/rolecall/applied",
            ".git/refs/rolecall/applied/production",
            ".git/refs/rolecall/shared",
            ".git/refs/rolecall/shared/production"),
        added);
    assertTrue(seen.contains("Moved[remote=origin]"), seen.toString());
    assertTrue(seen.contains("versions 1"), seen.toString());
  }

  @Test
  void aHomeThatCannotBeWrittenIsNoObstacle() throws Exception {
    Path home = Files.writeString(dir.resolve("home"), "a file, so nothing can be below it");
    List<String> seen = probe("git", home);
    assertTrue(seen.contains("Moved[remote=origin]"), seen.toString());
  }

  @Test
  void namesAreTheSameInThePlainestLocale() throws Exception {
    Path home = Files.createDirectory(dir.resolve("home"));
    String id = BlobId.of("x".getBytes(StandardCharsets.UTF_8));
    List<String> seen = probe("git", home);
    assertEquals(
        List.of("roles/Prüfer.yaml " + id, "roles/a.yaml " + id),
        seen.stream().filter(line -> line.startsWith("roles/")).toList());
  }

  @Test
  void theWorkingTreeIsReadWithoutJGit() throws Exception {
    Path home = Files.createDirectory(dir.resolve("home"));
    Path log = dir.resolve("classes");
    List<String> seen = probe("working", home, "-Xlog:class+load:file=" + log);
    assertEquals("WorkTree", seen.getFirst());
    String loaded = Files.readString(log);
    assertTrue(loaded.contains("dev.rolecall.git.WorkingFiles"));
    assertFalse(loaded.contains("org.eclipse.jgit"));
  }
}
