package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingFilesTest {
  @TempDir Path dir;

  private void write(String path, String text) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<TreeFile> list() throws IOException {
    return new WorkingFiles(dir).list(Globs.DEFAULT);
  }

  private List<String> paths() throws IOException {
    return list().stream().map(TreeFile::path).toList();
  }

  @Test
  void listsWhatTheGlobsMatchSortedByPath() throws IOException {
    write("roles/b.yaml", "b");
    write("roles/b/a.yaml", "a");
    write("roles/a.yml", "a");
    write("assignments/x/y/z.yaml", "z");
    write("roles/README.md", "no");
    write("notes/a.yaml", "no");
    write("rolecall.yaml", "no");
    assertEquals(
        List.of("assignments/x/y/z.yaml", "roles/a.yml", "roles/b.yaml", "roles/b/a.yaml"),
        paths());
  }

  @Test
  void readsBytesAndNamesThemAsGitDoes() throws IOException {
    write("roles/a.yaml", "hello\n");
    TreeFile file = list().getFirst();
    assertEquals(6, file.size());
    // git hash-object of "hello\n"
    assertEquals("ce013625030ba8dba906f756967f9e9ca394464a", file.contentId());
    assertArrayEquals("hello\n".getBytes(StandardCharsets.UTF_8), file.bytes());
    assertEquals("ce013625030ba8dba906f756967f9e9ca394464a", file.contentId());
  }

  @Test
  void listsLinksAndNeverFollowsThem() throws IOException {
    write("outside/roles/secret.yaml", "secret");
    write("in/roles/a.yaml", "a");
    Path in = dir.resolve("in");
    Files.createSymbolicLink(in.resolve("roles/link.yaml"), dir.resolve("outside/roles"));
    Files.createSymbolicLink(in.resolve("roles/README.md"), Path.of("a.yaml"));
    Files.createSymbolicLink(in.resolve("retired"), dir.resolve("outside/roles"));
    Files.createSymbolicLink(in.resolve("unrelated"), dir.resolve("outside"));
    WorkingFiles files = new WorkingFiles(in);
    List<TreeFile> found = files.list(Globs.DEFAULT);
    assertEquals(
        List.of("retired", "roles/a.yaml", "roles/link.yaml"),
        found.stream().map(TreeFile::path).toList());
    assertTrue(found.get(0).symbolicLink());
    assertTrue(found.get(2).symbolicLink());
    assertEquals(
        "it is a symbolic link",
        assertThrows(IOException.class, () -> found.get(2).bytes()).getMessage());
    assertTrue(files.file("retired/secret.yaml").isEmpty());
    assertTrue(files.file("roles/link.yaml").orElseThrow().symbolicLink());
  }

  @Test
  void aRootThatIsALinkIsTheUsersChoice() throws IOException {
    write("real/roles/a.yaml", "a");
    Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("real"));
    assertEquals(1, new WorkingFiles(link).list(Globs.DEFAULT).size());
    assertTrue(new WorkingFiles(link).file("roles/a.yaml").isPresent());
  }

  @Test
  void leavesOtherRepositoriesAndOwnFilesOut() throws IOException {
    write("roles/a.yaml", "a");
    write("roles/submodule/.git", "gitdir: ../../.git/modules/submodule");
    write("roles/submodule/b.yaml", "b");
    write("roles/clone/.git/HEAD", "ref: refs/heads/main");
    write("roles/clone/c.yaml", "c");
    write(".git/x.yaml", "x");
    write(".rolecall/y.yaml", "y");
    Globs all = Globs.of(List.of("**/*.yaml"));
    assertEquals(
        List.of("roles/a.yaml"),
        new WorkingFiles(dir).list(all).stream().map(TreeFile::path).toList());
  }

  @Test
  void refusesAFileOverTheLimitByItsSize() throws IOException {
    write("roles/a.yaml", "");
    try (RandomAccessFile sparse =
        new RandomAccessFile(dir.resolve("roles/a.yaml").toFile(), "rw")) {
      sparse.setLength(TreeFile.SIZE_LIMIT);
      assertEquals(TreeFile.SIZE_LIMIT, list().getFirst().bytes().length);
      sparse.setLength(TreeFile.SIZE_LIMIT + 1);
    }
    TreeFile file = list().getFirst();
    assertTrue(file.tooLarge());
    assertThrows(IOException.class, file::bytes);
  }

  @Test
  void namesOutsideAsciiStayReadable() throws IOException {
    write("roles/Prüfer 角色 %41.yaml", "x");
    TreeFile file = list().getFirst();
    assertEquals("roles/Prüfer 角色 %41.yaml", file.path());
    assertEquals(1, file.bytes().length);
  }

  @Test
  void aNameThatIsNotUtf8ShowsItsBytes() {
    assertEquals("a\\xE9b", PathNames.decode(new byte[] {'a', (byte) 0xE9, 'b'}));
    assertEquals("é", PathNames.decode("é".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aFolderNamedLikeAFileIsAFolder() throws IOException {
    write("roles/a.yaml/b.yaml", "b");
    assertEquals(List.of("roles/a.yaml/b.yaml"), paths());
    assertTrue(new WorkingFiles(dir).file("roles/a.yaml").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "", "a//b", "a\\b", "a\0b"})
  void pathsDoNotLeaveTheRoot(String path) {
    assertThrows(IllegalArgumentException.class, () -> new WorkingFiles(dir).file(path));
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThrows(
        IOException.class, () -> new WorkingFiles(dir.resolve("none")).list(Globs.DEFAULT));
  }
}
