package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path dir;

  private static List<String> versions(
      GitRepository repository, Commit upTo, Predicate<byte[]> wanted) throws IOException {
    try (var versions = repository.history().versions(upTo, Globs.DEFAULT, wanted)) {
      return versions
          .map(file ->
              file.path()
                  + "="
                  + new String(file.bytes(), StandardCharsets.UTF_8)
                  + "@"
                  + file.lastIn().subject())
          .toList();
    }
  }

  @Test
  void everyVersionComesOnceAtTheLastCommitThatHadIt() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.write(git, "roles/a.yaml", "a1");
      GitSandbox.write(git, "notes.txt", "never");
      GitSandbox.commitAll(git, "one");
      GitSandbox.write(git, "roles/a.yaml", "a2");
      GitSandbox.write(git, "roles/b.yaml", "b1");
      GitSandbox.commitAll(git, "two");
      GitSandbox.write(git, "notes.txt", "again");
      GitSandbox.commitAll(git, "three");
      Files.delete(dir.resolve("roles/b.yaml"));
      GitSandbox.write(git, "roles/c.yaml", "a1");
      GitSandbox.commitAll(git, "four");
    }
    try (GitRepository repository = GitSandbox.open(dir)) {
      Commit head = repository.resolve("HEAD");
      assertEquals(
          List.of("roles/a.yaml=a2@four", "roles/c.yaml=a1@four", "roles/b.yaml=b1@three"),
          versions(repository, head, _ -> true));
      assertEquals(
          List.of("roles/b.yaml=b1@three"),
          versions(
              repository,
              head,
              bytes -> new String(bytes, StandardCharsets.UTF_8).startsWith("b")));
      assertEquals(
          List.of("roles/a.yaml=a1@one"),
          versions(repository, repository.resolve("HEAD~3"), _ -> true));
    }
  }

  @Test
  void onlyTheFirstParentCounts() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      Repository repository = git.getRepository();
      ObjectId base = GitSandbox.insert(repository, Map.of("roles/a.yaml", "base"));
      ObjectId draft = GitSandbox.insert(repository, Map.of("roles/a.yaml", "draft"), base);
      ObjectId done = GitSandbox.insert(repository, Map.of("roles/a.yaml", "done"), draft);
      ObjectId merge = GitSandbox.insert(repository, Map.of("roles/a.yaml", "done"), base, done);
      GitSandbox.point(repository, "refs/heads/main", merge);
      try (GitRepository opened = GitSandbox.open(dir)) {
        assertEquals(
            List.of("roles/a.yaml=done@Commit of 1", "roles/a.yaml=base@Commit of 1"),
            versions(opened, opened.resolve("main"), _ -> true));
        assertEquals(
            Optional.of(merge.name()),
            opened
                .history()
                .lastCommitTouching("roles/a.yaml", opened.resolve("main"))
                .map(Commit::id));
      }
    }
  }

  @Test
  void lastCommitTouchingSeesAddChangeAndRemoval() throws Exception {
    String added;
    String changed;
    String removed;
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.commit(git, "team/roles/upper.yaml", "1");
      added = GitSandbox.commit(git, "team/roles/a.yaml", "1");
      GitSandbox.commit(git, "team/roles/other.yaml", "1");
      changed = GitSandbox.commit(git, "team/roles/a.yaml", "a2");
      Files.delete(dir.resolve("team/roles/a.yaml"));
      removed = GitSandbox.commitAll(git, "Remove");
      GitSandbox.commit(git, "team/roles/other.yaml", "2");
    }
    try (GitRepository repository = GitSandbox.open(dir.resolve("team"))) {
      History history = repository.history();
      Commit head = repository.resolve("HEAD");
      String path = "roles/a.yaml";
      assertEquals(removed, history.lastCommitTouching(path, head).orElseThrow().id());
      assertEquals(
          changed,
          history.lastCommitTouching(path, repository.resolve(changed)).orElseThrow().id());
      assertEquals(
          added,
          history.lastCommitTouching(path, repository.resolve(changed + "~1")).orElseThrow().id());
      assertTrue(history.lastCommitTouching("roles/never.yaml", head).isEmpty());
      assertEquals(
          repository.resolve("HEAD~5"),
          history.lastCommitTouching("roles/upper.yaml", head).orElseThrow());
      assertEquals(
          List.of(
              "roles/other.yaml=2@Write team/roles/other.yaml",
              "roles/a.yaml=a2@Write team/roles/a.yaml"),
          versions(repository, head, _ -> true).stream().filter(v -> !v.contains("=1@")).toList());
    }
  }

  /** Random edits over 2,000 commits, against a plain model of the same history. */
  @Test
  void agreesWithAModelOverTwoThousandCommits() throws Exception {
    Random random = new Random(42);
    Map<String, String> tree = new TreeMap<>();
    Map<String, Integer> lastIn = new HashMap<>();
    List<ObjectId> commits = new ArrayList<>();
    try (Git git = GitSandbox.init(dir)) {
      Repository repository = git.getRepository();
      ObjectInserter inserter = GitSandbox.packing(repository);
      for (int i = 0; i < 2_000; i++) {
        String path = "roles/r" + random.nextInt(40) + ".yaml";
        switch (random.nextInt(4)) {
          case 0 -> tree.remove(path);
          case 1 -> tree.put(path, "content " + random.nextInt(200));
          default -> tree.put(path, "content " + i);
        }
        ObjectId[] parent =
            commits.isEmpty() ? new ObjectId[0] : new ObjectId[] {commits.getLast()};
        commits.add(GitSandbox.insert(inserter, tree, parent));
        for (String content : tree.values()) {
          lastIn.put(content, i);
        }
      }
      inserter.flush();
      inserter.close();
      GitSandbox.point(repository, "refs/heads/main", commits.getLast());
    }
    try (GitRepository repository = GitSandbox.open(dir);
        var versions =
            repository.history().versions(repository.resolve("main"), Globs.DEFAULT, _ -> true)) {
      Map<String, ObjectId> expected = new HashMap<>();
      lastIn.forEach((content, commit) -> expected.put(content, commits.get(commit)));
      Map<String, ObjectId> found = new HashMap<>();
      Set<String> twice = new HashSet<>();
      versions.forEach(file -> {
        String content = new String(file.bytes(), StandardCharsets.UTF_8);
        if (found.put(content, ObjectId.fromString(file.lastIn().id())) != null) {
          twice.add(content);
        }
      });
      assertEquals(Set.of(), twice);
      assertEquals(expected, found);
    }
  }

  @Test
  void readsLazily() throws Exception {
    try (Git git = GitSandbox.init(dir)) {
      GitSandbox.commit(git, "roles/a.yaml", "1");
      GitSandbox.commit(git, "roles/a.yaml", "2");
      GitSandbox.commit(git, "roles/a.yaml", "3");
    }
    try (GitRepository repository = GitSandbox.open(dir)) {
      int[] asked = {0};
      Predicate<byte[]> counting =
          _ -> {
            asked[0]++;
            return true;
          };
      try (var versions =
          repository.history().versions(repository.resolve("HEAD"), Globs.DEFAULT, counting)) {
        assertEquals("roles/a.yaml", versions.findFirst().orElseThrow().path());
      }
      assertEquals(1, asked[0]);
    }
  }
}
