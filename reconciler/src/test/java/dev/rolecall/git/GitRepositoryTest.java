package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRepositoryTest {
  @TempDir Path dir;

  private static List<String> paths(FileTree tree) throws IOException {
    return tree.list(Globs.DEFAULT).stream().map(TreeFile::path).toList();
  }

  @Test
  void readsACommitAsTheWorkingTreeWas() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.write(git, "rolecall.yaml", "version: 1\n");
      GitSandbox.write(git, "roles/b/a.yaml", "ba");
      GitSandbox.write(git, "roles/b.yaml", "b");
      GitSandbox.write(git, "roles/Prüfer.yaml", "ü");
      GitSandbox.write(git, "other/b.yaml", "no");
      Files.createSymbolicLink(dir.resolve("retired"), Path.of("other"));
      Files.createSymbolicLink(dir.resolve("roles/link.yaml"), Path.of("../other/b.yaml"));
      GitSandbox.commitAll(git, "First\n\nbody");
    }
    try (GitRepository repository = GitSandbox.open(dir)) {
      Commit head = repository.head().orElseThrow();
      assertEquals("First", head.subject());
      assertEquals(GitSandbox.TIME, head.time());
      assertEquals(7, head.shortId().length());
      FileTree commit = repository.files(head);
      List<TreeFile> there = commit.list(Globs.DEFAULT);
      List<TreeFile> here = new WorkingFiles(dir).list(Globs.DEFAULT);
      assertEquals(here.stream().map(TreeFile::path).toList(), paths(commit));
      assertEquals(5, there.size());
      for (int i = 0; i < here.size(); i++) {
        assertEquals(here.get(i).symbolicLink(), there.get(i).symbolicLink());
        if (!here.get(i).symbolicLink()) {
          assertEquals(here.get(i).contentId(), there.get(i).contentId());
          assertEquals(here.get(i).size(), there.get(i).size());
          assertArrayEquals(here.get(i).bytes(), there.get(i).bytes());
        }
      }
      assertTrue(commit.file("rolecall.yaml").isPresent());
      assertTrue(commit.file("roles").isEmpty());
      assertTrue(commit.file("retired/b.yaml").isEmpty());
      assertTrue(commit.file("nothing.yaml").isEmpty());
      assertThrows(IllegalArgumentException.class, () -> commit.file("../x"));
      TreeFile link = commit.file("roles/link.yaml").orElseThrow();
      assertThrows(IOException.class, link::bytes);
    }
  }

  @Test
  void aSubfolderIsARootOfItsOwn() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.write(git, "roles/outer.yaml", "no");
      GitSandbox.write(git, "team/iam/roles/inner.yaml", "yes");
      GitSandbox.commitAll(git, "First");
      GitSandbox.write(git, "roles/outer.yaml", "changed");
    }
    try (GitRepository repository = GitSandbox.open(dir.resolve("team/iam"))) {
      FileTree commit = repository.files(repository.head().orElseThrow());
      assertEquals(List.of("roles/inner.yaml"), paths(commit));
      assertTrue(commit.file("roles/inner.yaml").isPresent());
      assertTrue(commit.file("roles/outer.yaml").isEmpty());
      assertEquals(List.of(), repository.uncommitted(Globs.DEFAULT, Set.of()));
      Files.writeString(dir.resolve("team/iam/roles/inner.yaml"), "new");
      assertEquals(List.of("roles/inner.yaml"), repository.uncommitted(Globs.DEFAULT, Set.of()));
    }
  }

  @Test
  void aBareRepositoryReadsAnyRevision() throws Exception {
    try (Git git = GitSandbox.init(dir.resolve("a"))) {
      GitSandbox.commit(git, "roles/a.yaml", "1");
      GitSandbox.commit(git, "roles/b.yaml", "2");
      git.tag().setName("v1").setMessage("annotated").setSigned(false).call();
      Git.cloneRepository()
          .setBare(true)
          .setURI(dir.resolve("a").toUri().toString())
          .setDirectory(dir.resolve("b.git").toFile())
          .call()
          .close();
    }
    try (GitRepository repository = GitSandbox.open(dir.resolve("b.git"))) {
      assertEquals(
          List.of("roles/a.yaml", "roles/b.yaml"),
          paths(repository.files(repository.resolve("v1"))));
      assertEquals(List.of("roles/a.yaml"), paths(repository.files(repository.resolve("main~1"))));
      assertEquals(repository.resolve("HEAD"), repository.resolve("main"));
      assertEquals(
          repository.resolve("main"), repository.resolve(repository.resolve("main").shortId()));
      assertEquals(List.of(), repository.uncommitted(Globs.DEFAULT, Set.of("rolecall.yaml")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "HEAD~7",
        "",
        " ",
        "origin/main",
        "^^^",
        "HEAD:roles",
        "HEAD^{tree}",
        "a..b",
        "0123456789012345678901234567890123456789",
        "@{upstream}",
        "-x",
        "a\0b",
        "@{-1}",
        "HEAD@{x}"
      })
  void anUnknownRevisionIsAProblemWithAdvice(String revision) throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.commit(git, "roles/a.yaml", "1");
    }
    try (GitRepository repository = GitSandbox.open(dir)) {
      Problem problem =
          assertThrows(InvalidInputException.class, () -> repository.resolve(revision))
              .problems()
              .getFirst();
      assertEquals(RuleId.UNKNOWN_REVISION, problem.rule());
      assertFalse(problem.remedy().isEmpty());
    }
  }

  @Test
  void aMissingRemoteBranchNamesTheFetch() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.commit(git, "roles/a.yaml", "1");
      GitSandbox.remote(git, "origin", "https://user:secret@roles.example/x.git");
    }
    try (GitRepository repository = GitSandbox.open(dir)) {
      Problem problem =
          assertThrows(InvalidInputException.class, () -> repository.resolve("origin/release"))
              .problems()
              .getFirst();
      assertEquals("The revision 'origin/release' is not in this repository.", problem.message());
      assertEquals("Run git fetch origin, or correct its name.", problem.remedy());
    }
  }

  @Test
  void aRepositoryWithoutCommits() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.write(git, "roles/a.yaml", "1");
    }
    try (GitRepository repository = GitSandbox.open(dir)) {
      assertTrue(repository.head().isEmpty());
      assertEquals(List.of("roles/a.yaml"), repository.uncommitted(Globs.DEFAULT, Set.of()));
      assertThrows(InvalidInputException.class, () -> repository.resolve("HEAD"));
      assertFalse(repository.isShallow());
    }
  }

  @Test
  void uncommittedIsAboutWhatTheGlobsMatch() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.write(git, ".gitignore", "ignored.yaml\n");
      GitSandbox.write(git, "rolecall.yaml", "version: 1\n");
      for (String name : List.of("changed", "gone", "kept", "touched", "staged")) {
        GitSandbox.write(git, "roles/" + name + ".yaml", name);
      }
      GitSandbox.write(git, "README.md", "x");
      GitSandbox.commitAll(git, "First");
      GitSandbox.write(git, "README.md", "y");
      GitSandbox.write(git, "rolecall.yaml", "version: 1 # new\n");
      GitSandbox.write(git, "roles/changed.yaml", "CHANGED");
      GitSandbox.write(git, "roles/touched.yaml", "touched");
      GitSandbox.write(git, "roles/staged.yaml", "new");
      git.add().addFilepattern("roles/staged.yaml").call();
      Files.delete(dir.resolve("roles/gone.yaml"));
      GitSandbox.write(git, "roles/ignored.yaml", "i");
      GitSandbox.write(git, "tests/untracked.yml", "u");
    }
    try (GitRepository repository = GitSandbox.open(dir)) {
      assertEquals(
          List.of(
              "rolecall.yaml",
              "roles/changed.yaml",
              "roles/gone.yaml",
              "roles/ignored.yaml",
              "roles/staged.yaml",
              "tests/untracked.yml"),
          repository.uncommitted(Globs.DEFAULT, Set.of("rolecall.yaml")));
    }
  }

  @Test
  void endOfLineConversionIsNotAChange() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.write(git, ".gitattributes", "*.yaml text\n");
      GitSandbox.commit(git, "team/roles/a.yaml", "one\ntwo\n");
      GitSandbox.write(git, "team/roles/a.yaml", "one\r\ntwo\r\n");
    }
    try (GitRepository repository = GitSandbox.open(dir.resolve("team"))) {
      assertEquals(List.of(), repository.uncommitted(Globs.DEFAULT, Set.of()));
      Files.writeString(dir.resolve("team/roles/a.yaml"), "one\r\nthree\r\n");
      assertEquals(List.of("roles/a.yaml"), repository.uncommitted(Globs.DEFAULT, Set.of()));
    }
  }

  @Test
  void submodulesAreOtherRepositories() throws Exception {
    try (Git inner = GitSandbox.init(dir.resolve("inner"));
        Git outer = GitSandbox.init(dir.resolve("outer"))) {
      GitSandbox.commit(inner, "b.yaml", "b");
      GitSandbox.commit(outer, "roles/a.yaml", "a");
      outer
          .submoduleAdd()
          .setPath("roles/sub")
          .setURI(dir.resolve("inner").toUri().toString())
          .call()
          .close();
      GitSandbox.commitAll(outer, "Submodule");
    }
    assertTrue(Files.exists(dir.resolve("outer/roles/sub/b.yaml")));
    assertEquals(List.of("roles/a.yaml"), paths(new WorkingFiles(dir.resolve("outer"))));
    try (GitRepository repository = GitSandbox.open(dir.resolve("outer"))) {
      assertEquals(
          List.of("roles/a.yaml"), paths(repository.files(repository.head().orElseThrow())));
      assertEquals(List.of(), repository.uncommitted(Globs.DEFAULT, Set.of()));
    }
    try (GitRepository repository = GitSandbox.open(dir.resolve("outer/roles/sub"))) {
      assertTrue(repository.files(repository.head().orElseThrow()).file("b.yaml").isPresent());
    }
  }

  @Test
  void aShallowCloneSaysSo() throws Exception {
    try (Git git = GitSandbox.init(dir.resolve("full"))) {
      GitSandbox.commit(git, "roles/a.yaml", "1");
      GitSandbox.commit(git, "roles/a.yaml", "2");
      Git.cloneRepository()
          .setURI(dir.resolve("full").toUri().toString())
          .setDirectory(dir.resolve("shallow").toFile())
          .setDepth(1)
          .call()
          .close();
    }
    try (GitRepository repository = GitSandbox.open(dir.resolve("shallow"))) {
      assertTrue(repository.isShallow());
      Problem problem =
          assertThrows(InvalidInputException.class, () -> repository.resolve("HEAD~1"))
              .problems()
              .getFirst();
      assertTrue(problem.remedy().contains("fetch-depth: 0"), problem.remedy());
      Commit head = repository.head().orElseThrow();
      try (var versions = repository.history().versions(head, Globs.DEFAULT, _ -> true)) {
        assertEquals(1, versions.count());
      }
    }
    try (GitRepository repository = GitSandbox.open(dir.resolve("full"))) {
      assertFalse(repository.isShallow());
    }
  }

  @Test
  void agreesWithTheGitCommand() throws Exception {
    assumeTrue(GitCommand.available());
    try (Git git = GitSandbox.init(dir)) {
      for (int i = 0; i < 30; i++) {
        GitSandbox.write(git, "roles/r" + i % 7 + "/x" + i + ".yaml", "n" + i);
      }
      GitSandbox.commitAll(git, "First");
    }
    String listed = GitCommand.run(dir, "ls-tree", "-r", "HEAD", "roles");
    List<String> theirs =
        listed
            .lines()
            .map(line -> line.substring(line.indexOf(" blob ") + 6).replace('\t', ' '))
            .sorted()
            .toList();
    List<String> ours = new ArrayList<>();
    for (TreeFile file : new WorkingFiles(dir).list(Globs.DEFAULT)) {
      ours.add(file.contentId() + " " + file.path());
    }
    assertEquals(theirs, ours.stream().sorted().toList());
  }

  @Test
  void namesThatAreNotUtf8AreTheSameHereAndThere() throws Exception {
    assumeTrue(GitCommand.available());
    GitSandbox.init(dir).close();
    Files.createDirectories(dir.resolve("roles"));
    String script = "printf x > \"$(printf 'roles/a\\351.yaml')\"";
    assumeTrue(
        new ProcessBuilder("sh", "-c", script).directory(dir.toFile()).start().waitFor() == 0);
    GitCommand.run(dir, "add", ".");
    GitCommand.run(
        dir, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "Odd name");
    try (GitRepository repository = GitSandbox.open(dir)) {
      FileTree commit = repository.files(repository.head().orElseThrow());
      assertEquals(List.of("roles/a\\xE9.yaml"), paths(commit));
      assertEquals(List.of("roles/a\\xE9.yaml"), paths(new WorkingFiles(dir)));
      assertEquals(
          "x",
          new String(
              new WorkingFiles(dir).list(Globs.DEFAULT).getFirst().bytes(),
              StandardCharsets.UTF_8));
      assertEquals(List.of(), repository.uncommitted(Globs.DEFAULT, Set.of()));
    }
  }
}
