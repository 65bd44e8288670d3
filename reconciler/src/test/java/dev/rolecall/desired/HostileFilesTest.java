package dev.rolecall.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.git.Globs;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that git would mangle or cannot hold; each is refused and hides no other. */
class HostileFilesTest {
  @TempDir Path root;

  @BeforeEach
  void settings() throws IOException {
    Repositories.write(root, "rolecall.yaml", Repositories.SETTINGS);
    Repositories.write(root, "roles/bad.yaml", "kind: Rolle\n");
  }

  @Test
  void fiftyMegabytes() throws IOException {
    try (var file = new RandomAccessFile(root.resolve("roles/a.yaml").toFile(), "rw")) {
      file.setLength(50_000_000);
    }
    assertSaid(
        "error file-too-large roles/a.yaml The file has 50,000,000 bytes; the limit is 16 MiB"
            + " (16,777,216 bytes).");
  }

  @Test
  void tooMuchAltogether() throws IOException {
    for (int i = 0; i < 9; i++) {
      try (var file = new RandomAccessFile(root.resolve("roles/a" + i + ".yaml").toFile(), "rw")) {
        file.setLength(15_000_000);
      }
    }
    assertEquals(
        "error tree-too-large - The globs match 10 files with 135,000,012 bytes; at most 100,000"
            + " files and 134,217,728 bytes are read.\n",
        Repositories.lines(Repositories.load(root).problems()));
  }

  @Test
  void symbolicLinks() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("roles/out.yaml"), Path.of("/etc/hostname"));
    assertSaid(
        "error symbolic-link roles/out.yaml This is a symbolic link; what it names is not"
            + " followed.");
    Files.delete(link);
  }

  @Test
  void aLinkedFolder() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("roles/team"), Path.of("/etc"));
    assertSaid(
        "error symbolic-link roles/team This is a symbolic link; what it names is not followed.");
    Files.delete(link);
  }

  @Test
  void aFolderNamedLikeAFile() throws IOException {
    Files.createDirectories(root.resolve("roles/x.yaml"));
    assertSaid();
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    Files.write(root.resolve("roles/a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xC3, '(', '\n'});
    Repositories.write(root, "roles/b.yaml", "\uFEFFkind: Role\n");
    var said = rules();
    assertTrue(
        said.containsAll(List.of(RuleId.INVALID_UTF8, RuleId.BYTE_ORDER_MARK)), said::toString);
    assertTrue(said.contains(RuleId.UNKNOWN_KIND), said::toString);
  }

  @Test
  void whatCannotBeRead() throws IOException {
    Path pipe = Repositories.write(root, "roles/a.yaml", "kind: Role\n");
    assertTrue(pipe.toFile().setReadable(false));
    // Permissions do not stop root, under which containers often run.
    boolean stopped = !Files.isReadable(pipe);
    assertEquals(stopped, rules().contains(RuleId.UNREADABLE_FILE));
  }

  @Test
  void aFileThatVanishesWhileBeingRead() throws IOException {
    var tree = new WorkingFiles(root);
    var listed = tree.list(Globs.DEFAULT);
    Files.delete(root.resolve("roles/bad.yaml"));
    var parsed = FileContent.of(listed.getFirst());
    assertEquals(RuleId.UNREADABLE_FILE, parsed.problems().getFirst().rule());
    assertFalse(parsed.complete());
  }

  private Set<RuleId> rules() throws IOException {
    return Set.copyOf(
        Repositories.load(root).problems().stream()
            .map(problem -> problem.rule())
            .distinct()
            .toList());
  }

  private void assertSaid(String... lines) throws IOException {
    String said = Repositories.lines(Repositories.load(root).problems());
    for (String line : lines) {
      assertTrue(said.contains(line + "\n"), said);
    }
    assertTrue(said.contains("There is no kind Rolle."), said);
  }
}
