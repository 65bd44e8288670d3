package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.git.Lineage.Point;
import dev.rolecall.git.Lineage.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {
  private static final Set<String> NAMES = Set.of("rolecall.yaml");
  private static final String ABSENT = "0123456789012345678901234567890123456789";

  @TempDir Path top;
  private final List<Git> open = new ArrayList<>();
  private Path dir;
  private Git git;
  private Repository objects;

  @BeforeEach
  void init() throws Exception {
    dir = top.resolve("here");
    git = GitSandbox.init(dir);
    objects = git.getRepository();
  }

  @AfterEach
  void close() {
    open.forEach(Git::close);
    git.close();
  }

  private String commit(String text, String... parents) throws IOException {
    ObjectId[] ids = new ObjectId[parents.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ObjectId.fromString(parents[i]);
    }
    return GitSandbox.insert(objects, Map.of("roles/a.yaml", text), ids).name();
  }

  private Lineage lineage() throws IOException {
    return lineage(BlobReader.NONE);
  }

  /** Of a repository that was just opened: JGit remembers what it read or wrote before. */
  private Lineage lineage(BlobReader elsewhere) throws IOException {
    Git opened = Git.open(dir.toFile());
    open.add(opened);
    return new Lineage(opened.getRepository(), new Subtree(""), Globs.DEFAULT, NAMES, elsewhere);
  }

  private static FileSet files(String text) {
    String blob = BlobId.of(text.getBytes(StandardCharsets.UTF_8));
    return FileSet.of(new TreeMap<>(Map.of("roles/a.yaml", blob)));
  }

  private static List<String> ids(List<Point> line) {
    return line.stream().map(Point::id).toList();
  }

  @Test
  void aBranchAndAMerge() throws Exception {
    String root = commit("0");
    String main = commit("m", root);
    String one = commit("1", root);
    String two = commit("2", one);
    String merge = commit("m2", main, two);
    String after = commit("m3", merge);
    try (Lineage lineage = lineage()) {
      assertTrue(lineage.contains(after, two));
      assertTrue(lineage.contains(two, two));
      assertFalse(lineage.contains(two, main));
      assertEquals(List.of(root), lineage.mergeBases(main, two));
      assertEquals(List.of(two), lineage.mergeBases(after, two));
      assertEquals(List.of(two, one), ids(lineage.firstParentLine(two, main)));
      // Seen from the branch, main's own line does not hold the merge base before the merge.
      assertEquals(List.of(after, merge), ids(lineage.firstParentLine(after, two)));
      assertEquals(List.of(), lineage.firstParentLine(two, after));
      assertEquals(
          Set.of(new Version(files("1"), false), new Version(files("2"), true)),
          lineage.historySince(two, main));
      assertEquals(
          List.copyOf(new TreeSet<>(Set.of(after, merge, main))),
          lineage.newIds(after, List.of(two, ABSENT)));
      assertEquals(6, lineage.newIds(after, List.of()).size());
    }
  }

  @Test
  void aCrissCrossHasTwoMergeBases() throws Exception {
    String root = commit("0");
    String a = commit("a", root);
    String b = commit("b", root);
    String ab = commit("ab", a, b);
    String ba = commit("ba", b, a);
    String left = commit("left", ab);
    String right = commit("right", ba);
    try (Lineage lineage = lineage()) {
      assertEquals(List.copyOf(new TreeSet<>(Set.of(a, b))), lineage.mergeBases(left, right));
      // a and b do not hold both bases, so they are no part of the lines.
      assertEquals(List.of(left, ab), ids(lineage.firstParentLine(left, right)));
      assertEquals(
          Set.of(new Version(files("ba"), false), new Version(files("right"), true)),
          lineage.historySince(right, left));
      assertEquals(List.of(left, ab, a, root), ids(lineage.firstParentLine(left, commit("alone"))));
    }
  }

  @Test
  void historiesThatShareNothing() throws Exception {
    String one = commit("1");
    String two = commit("2");
    try (Lineage lineage = lineage()) {
      assertEquals(List.of(), lineage.mergeBases(one, two));
      assertEquals(Set.of(new Version(files("1"), false)), lineage.historySince(one, two));
    }
  }

  @Test
  void aHistoryThatLeavesFilesAndComesBack() throws Exception {
    String root = commit("0");
    String feature = commit("1", root);
    String squash = commit("1", commit("m", root));
    String more = commit("2", squash);
    String back = commit("1", more);
    try (Lineage lineage = lineage()) {
      assertTrue(lineage.leaves(files("1"), back, feature));
      assertFalse(lineage.leaves(files("1"), squash, feature));
      assertFalse(lineage.leaves(files("2"), more, feature));
      assertEquals(
          Set.of(
              new Version(files("m"), false),
              new Version(files("1"), true),
              new Version(files("2"), true)),
          lineage.historySince(back, feature));
    }
  }

  @Test
  void whatIsMissingOrDamagedIsNotReadable() throws Exception {
    String root = commit("0");
    String one = commit("1", root);
    String two = commit("2", one);
    String alone = commit("lost file");
    Files.delete(loose(BlobId.of("lost file".getBytes(StandardCharsets.UTF_8))));
    try (Lineage lineage = lineage()) {
      assertTrue(lineage.readable(two));
      assertFalse(lineage.readable(alone));
      assertFalse(lineage.readable(ABSENT));
      assertFalse(lineage.readable("no id"));
      assertFalse(lineage.readable(BlobId.of("2".getBytes(StandardCharsets.UTF_8))));
      assertFalse(lineage.contains(two, ABSENT));
      assertFalse(lineage.contains("no id", two));
    }
    Files.delete(loose(one));
    Files.writeString(loose(one), "not an object");
    try (Lineage lineage = lineage()) {
      assertFalse(lineage.readable(two));
      assertFalse(lineage.readable(one));
      assertTrue(lineage.readable(root));
      assertTrue(lineage.contains(two, one));
      assertThrows(UnreadableObjectException.class, () -> lineage.files(one));
      assertThrows(UnreadableObjectException.class, () -> lineage.firstParentLine(two, root));
    }
    Files.delete(loose(one));
    try (Lineage lineage = lineage()) {
      assertFalse(lineage.readable(two));
      assertFalse(lineage.contains(two, root));
      assertEquals(List.of(two), ids(List.of(new Point(two, lineage.files(two)))));
    }
  }

  @Test
  void aCommitThatGitNeverWroteIsNotReadable() throws Exception {
    try (ObjectInserter inserter = objects.newObjectInserter()) {
      String id = inserter.insert(1, "tree x\nnonsense".getBytes(StandardCharsets.UTF_8)).name();
      inserter.flush();
      try (Lineage lineage = lineage()) {
        assertFalse(lineage.readable(id));
      }
    }
  }

  @Test
  void aShallowCloneDoesNotHaveWhatItsCommitsNeed() throws Exception {
    String root = commit("0");
    String one = commit("1", root);
    String two = commit("2", one);
    GitSandbox.point(objects, "refs/heads/main", ObjectId.fromString(two));
    Path shallow = top.resolve("shallow");
    Git.cloneRepository()
        .setURI(dir.toUri().toString())
        .setDirectory(shallow.toFile())
        .setDepth(2)
        .call()
        .close();
    try (GitRepository repository = GitSandbox.open(shallow);
        Lineage lineage = repository.lineage(Globs.DEFAULT, NAMES)) {
      assertTrue(repository.isShallow());
      assertTrue(lineage.contains(two, one));
      assertFalse(lineage.readable(two));
      assertFalse(lineage.readable(root));
    }
  }

  @Test
  void filesAreWhatTheTreeOfTheCommitLists() throws Exception {
    Random random = new Random(7);
    TreeMap<String, String> tree = new TreeMap<>();
    List<String> paths =
        List.of(
            "team/roles/a.yaml",
            "team/roles/b/c.yaml",
            "team/roles/b/d.yml",
            "team/roles/b.yaml/e.yaml",
            "team/roles/note.txt",
            "team/rolecall.yaml",
            "team/other.yaml",
            "roles/outside.yaml");
    List<String> commits = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String path = paths.get(random.nextInt(paths.size()));
      if (random.nextInt(3) == 0) {
        tree.remove(path);
      } else {
        tree.put(path, "content " + random.nextInt(9));
      }
      commits.add(GitSandbox.insert(objects, tree).name());
    }
    Files.createDirectories(dir.resolve("team"));
    try (GitRepository repository = GitSandbox.open(dir.resolve("team"));
        Lineage lineage = repository.lineage(Globs.DEFAULT, NAMES)) {
      for (String commit : commits) {
        FileTree there = repository.files(repository.resolve(commit));
        TreeMap<String, String> expected = new TreeMap<>();
        List<TreeFile> listed = new ArrayList<>(there.list(Globs.DEFAULT));
        there.file("rolecall.yaml").ifPresent(listed::add);
        for (TreeFile file : listed) {
          expected.put(file.path(), file.contentId());
        }
        assertEquals(FileSet.of(expected), lineage.files(commit));
        assertEquals(expected, lineage.files(commit).blobs());
        assertEquals(FileSet.of(expected).digest(), lineage.files(commit).digest());
      }
    }
  }

  @Test
  void aWorkingTreeIsItsCommitWithWhatChanged() throws Exception {
    GitSandbox.write(git, "roles/a.yaml", "1");
    GitSandbox.write(git, "roles/b.yaml", "1");
    String head = GitSandbox.commitAll(git, "First");
    GitSandbox.write(git, "roles/a.yaml", "2");
    GitSandbox.write(git, "rolecall.yaml", "new");
    Files.delete(dir.resolve("roles/b.yaml"));
    try (GitRepository repository = GitSandbox.open(dir);
        Lineage lineage = repository.lineage(Globs.DEFAULT, NAMES)) {
      FileSet working =
          lineage
              .files(head)
              .with(new WorkingFiles(dir), repository.uncommitted(Globs.DEFAULT, NAMES));
      assertEquals(Set.of("roles/a.yaml", "rolecall.yaml"), working.blobs().keySet());
      assertEquals(files("2").blob("roles/a.yaml"), working.blob("roles/a.yaml"));
      assertEquals(Optional.empty(), working.blob("roles/b.yaml"));
    }
  }

  @Test
  void mergesByLineAsGitDoes() throws Exception {
    String base = "1\n2\n3\n4\n5\n6\n7\n8\n";
    String first = "one\n2\n3\n4\n5\n6\n7\n8\n";
    String last = "1\n2\n3\n4\n5\n6\n7\neight\n";
    String both = "one\n2\n3\n4\n5\n6\n7\neight\n";
    String other = "uno\n2\n3\n4\n5\n6\n7\n8\n";
    Map<String, byte[]> elsewhere =
        List.of(base, first, last, both, other, "\0a", "\0b", "\0c").stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .collect(Collectors.toMap(BlobId::of, bytes -> bytes));
    FileSet none = FileSet.EMPTY;
    try (Lineage lineage = lineage(id -> Optional.ofNullable(elsewhere.get(id)))) {
      assertTrue(lineage.mergeKeeps(files(base), files(both), files(first)));
      assertTrue(lineage.mergeKeeps(files(base), files(both), files(last)));
      assertTrue(lineage.mergeKeeps(files(base), files(first), files(base)));
      assertTrue(lineage.mergeKeeps(files(base), files(first), files(first)));
      assertFalse(lineage.mergeKeeps(files(base), files(base), files(first)));
      assertFalse(lineage.mergeKeeps(files(base), files(last), files(first)));
      assertFalse(lineage.mergeKeeps(files(base), files(both), files(other)));
      assertFalse(lineage.mergeKeeps(files(base), none, files(first)));
      assertFalse(lineage.mergeKeeps(files(base), files(first), none));
      assertTrue(lineage.mergeKeeps(files(base), none, none));
      assertFalse(lineage.mergeKeeps(none, files(both), files(first)));
      assertFalse(lineage.mergeKeeps(files("\0a"), files("\0b"), files("\0c")));
      assertThrows(
          UnreadableObjectException.class,
          () -> lineage.mergeKeeps(files("nowhere"), files(both), files(first)));
    }
  }

  private Path loose(String id) {
    return dir.resolve(".git/objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
  }
}
