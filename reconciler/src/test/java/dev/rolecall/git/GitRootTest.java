package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rolecall.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRootTest {
  @TempDir Path temporary;
  private Path dir;

  @BeforeEach
  void realPath() throws IOException {
    dir = temporary.toRealPath();
  }

  @Test
  void aPlainFolder() throws IOException {
    assertEquals(new GitRoot.PlainFolder(dir), GitRoot.find(dir));
  }

  @Test
  void aFolderInAWorkTree() throws Exception {
    GitSandbox.init(dir).close();
    Path sub = Files.createDirectories(dir.resolve("a/b"));
    assertEquals(new GitRoot.WorkTree(dir, dir, dir.resolve(".git")), GitRoot.find(dir));
    assertEquals(new GitRoot.WorkTree(sub, dir, dir.resolve(".git")), GitRoot.find(sub));
  }

  @Test
  void aLinkToAFolderInAWorkTree() throws Exception {
    GitSandbox.init(dir.resolve("repository")).close();
    Path sub = Files.createDirectories(dir.resolve("repository/sub"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), sub);
    assertEquals(GitRoot.find(sub), GitRoot.find(link));
  }

  @Test
  void aBareRepository() throws Exception {
    GitSandbox.bare(dir.resolve("x.git")).close();
    assertEquals(new GitRoot.Bare(dir.resolve("x.git")), GitRoot.find(dir.resolve("x.git")));
  }

  @Test
  void aLinkedWorktreeReadsTheSameRepository() throws Exception {
    Path main = dir.resolve("main");
    try (Git git = GitSandbox.init(main)) {
      GitSandbox.commit(git, "roles/a.yaml", "a");
    }
    Path linked = dir.resolve("linked");
    if (!GitCommand.available()) {
      return;
    }
    GitCommand.run(main, "worktree", "add", "-b", "other", linked.toString());
    GitRoot.WorkTree root = assertInstanceOf(GitRoot.WorkTree.class, GitRoot.find(linked));
    assertEquals(main.resolve(".git/worktrees/linked"), root.gitDir());
    Files.writeString(linked.resolve("roles/a.yaml"), "b");
    GitCommand.run(linked, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qam", "B");
    try (GitRepository repository = GitRepository.open(root)) {
      Commit head = repository.head().orElseThrow();
      assertEquals("B", head.subject());
      assertEquals(head, repository.resolve("other"));
      Files.writeString(linked.resolve("roles/a.yaml"), "c");
      assertEquals(List.of("roles/a.yaml"), repository.uncommitted(Globs.DEFAULT, Set.of()));
    }
  }

  @Test
  void aBrokenGitFileIsNoPlainFolder() throws IOException {
    Files.writeString(dir.resolve(".git"), "gitdir: nowhere\n");
    assertThrows(InvalidInputException.class, () -> GitRoot.find(dir));
  }

  @Test
  void aFolderThatIsNotThere() {
    assertThrows(IOException.class, () -> GitRoot.find(dir.resolve("none")));
  }
}
