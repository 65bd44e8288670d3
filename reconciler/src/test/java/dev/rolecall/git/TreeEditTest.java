package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeEditTest {
  /** Names that sort differently as a file and as a folder, and odd ones. */
  private static final List<String> NAMES = List.of("a", "a-b", "a.b", "a0", "b", "%2F", "é", "Z");

  @TempDir Path dir;
  private ChainSandbox sandbox;
  private ChainBranch chain;

  @BeforeEach
  void chain() throws Exception {
    GitCommand.require();
    sandbox = new ChainSandbox(dir);
    chain = sandbox.local(sandbox.shared);
  }

  @AfterEach
  void close() throws Exception {
    sandbox.close();
  }

  private ChainCommit append(@Nullable ChainCommit base, TreeEdit edit, String text)
      throws Exception {
    Appended end = chain.append(base, edit, ChainSandbox.message(text));
    return assertInstanceOf(Appended.Landed.class, end).commit();
  }

  private SortedMap<String, String> all(ChainCommit commit) throws Exception {
    SortedMap<String, String> all = new TreeMap<>();
    chain.each(
        commit, "top", (path, bytes) -> all.put(path, new String(bytes, StandardCharsets.UTF_8)));
    return all;
  }

  /** Random edits against a map from path to content that knows nothing of trees. */
  @Test
  void editsAreWhatTheySayWhateverTheirOrder() throws Exception {
    Random random = new Random(13);
    SortedMap<String, String> expected = new TreeMap<>();
    @Nullable ChainCommit tip = null;
    for (int run = 0; run < 60; run++) {
      TreeEdit edit = chain.edit(tip);
      for (int i = 0; i < 6; i++) {
        String path = path(random);
        if (random.nextInt(3) > 0) {
          String text = "text " + random.nextInt(5);
          below(expected, path).clear();
          expected.remove(path);
          expected.keySet().removeIf(each -> path.startsWith(each + "/"));
          expected.put(path, text);
          edit.put("top/" + path, ChainSandbox.bytes(text));
        } else {
          below(expected, path).clear();
          expected.remove(path);
          edit.remove("top/" + path);
        }
      }
      edit.put("top/run", ChainSandbox.bytes("run " + run));
      expected.put("run", "run " + run);
      if (run % 7 == 3) {
        edit.copyFolder("top", "copy");
      }
      tip = append(tip, edit, "run " + run);
      assertEquals(expected, all(tip), "run " + run);
      if (run % 7 == 3) {
        assertEquals(chain.blobs(tip, "top"), chain.blobs(tip, "copy"));
      }
    }
    GitCommand.run(sandbox.shared, "fsck", "--strict");
    Path clone = dir.resolve("by-git");
    GitCommand.run(dir, "clone", "-q", "-b", "rolecall/record/production", "shared.git", "by-git");
    String id = GitCommand.run(clone, "write-tree");
    assertEquals(GitCommand.run(clone, "rev-parse", "HEAD^{tree}"), id);
  }

  private static SortedMap<String, String> below(SortedMap<String, String> files, String path) {
    return files.subMap(path + "/", path + "0");
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
    for (int i = random.nextInt(3); i > 0; i--) {
      path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
    }
    return path.toString();
  }

  @Test
  void aFolderCanBeReplacedAndCopiedAndAnEmptyOneIsGone() throws Exception {
    ChainCommit one =
        append(
            null,
            chain
                .edit(null)
                .put("files/a", ChainSandbox.bytes("1"))
                .put("files/sub/b", ChainSandbox.bytes("2"))
                .put("applied/old", ChainSandbox.bytes("3")),
            "one");
    var files = new TreeMap<>(chain.blobs(one, "files"));
    String moved = files.remove("sub/b");
    files.put("other/b", moved);
    ChainCommit two =
        append(
            one,
            chain.edit(one).copyFolder("files", "applied").replaceFolder("files", files),
            "two");
    assertEquals(files, chain.blobs(two, "files"));
    assertEquals(files, chain.blobs(two, "applied"));
    ChainCommit three =
        append(
            two,
            chain.edit(two).remove("files/a").remove("files/other/b").remove("not/there"),
            "three");
    assertEquals(new TreeMap<>(), chain.blobs(three, "files"));
    assertTrue(chain.read(three, "files").isEmpty());
    ChainCommit four = append(three, chain.edit(three).remove("applied"), "four");
    assertEquals("", GitCommand.run(sandbox.shared, "ls-tree", "-r", "-t", four.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", ".git", "a/.GIT/b", "a\\b"})
  void onlyAPlainPathIsOne(String path) throws Exception {
    TreeEdit edit = chain.edit(null);
    byte[] nothing = new byte[0];
    assertThrows(IllegalArgumentException.class, () -> edit.put(path, nothing));
    assertThrows(IllegalArgumentException.class, () -> edit.remove(path));
    assertThrows(IllegalArgumentException.class, () -> edit.copyFolder(path, "b"));
    assertThrows(IllegalArgumentException.class, () -> edit.copyFolder("b", path));
  }

  /** 20,000 files in 4,096 folders; ten edits write what is on their paths. */
  @Test
  void anEditOfFewFilesWritesFewObjects() throws Exception {
    TreeEdit many = chain.edit(null);
    for (int i = 0; i < 20_000; i++) {
      many.put(fanned(i), ChainSandbox.bytes("grant " + i));
    }
    ChainCommit one = append(null, many, "many");
    long before = ChainSandbox.objects(sandbox.shared);
    TreeEdit edit = chain.edit(one);
    for (int i = 0; i < 10; i++) {
      edit.put(fanned(i * 997), ChainSandbox.bytes("changed " + i));
    }
    ChainCommit two = append(one, edit, "few");
    long written = ChainSandbox.objects(sandbox.shared) - before;
    // Ten files, ten folders twice, two above, the commit.
    assertTrue(written <= 10 + 20 + 2 + 1, () -> written + " objects");
    assertEquals(20_000, chain.blobs(two, "granted").size());
    assertEquals("changed 3", ChainSandbox.text(chain, two, fanned(3 * 997)));
  }

  private static String fanned(int i) {
    String hash = BlobId.of(ChainSandbox.bytes("subject " + i));
    return "granted/%s/%s/%s".formatted(hash.substring(0, 2), hash.substring(2, 3), hash);
  }
}
