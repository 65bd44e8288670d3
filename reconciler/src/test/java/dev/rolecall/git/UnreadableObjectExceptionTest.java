package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which exceptions are a damaged pack's, and which are a bug. */
class UnreadableObjectExceptionTest {
  private static final String PACKS = "org.eclipse.jgit.internal.storage.file.Pack";
  private static final String OURS = "dev.rolecall.git.NewObjects";

  private static RuntimeException thrownBy(String... classes) {
    return by(new ArrayIndexOutOfBoundsException("Index -87 out of bounds for length 29"), classes);
  }

  private static RuntimeException by(RuntimeException thrown, String... classes) {
    thrown.setStackTrace(
        Arrays.stream(classes)
            .map(name -> new StackTraceElement(name, "method", null, -1))
            .toArray(StackTraceElement[]::new));
    return thrown;
  }

  @Test
  void whatJGitStumblesOverInItsStorageIsDamage() {
    for (RuntimeException thrown :
        new RuntimeException[] {
          thrownBy(PACKS, OURS),
          thrownBy("java.util.Arrays", "java.lang.System", PACKS, OURS),
          thrownBy("org.eclipse.jgit.util.NB", PACKS, OURS),
          thrownBy("sun.nio.fs.UnixPath", "java.io.File", "org.eclipse.jgit.util.FS", PACKS, OURS),
          thrownBy("org.eclipse.jgit.treewalk.CanonicalTreeParser", OURS)
        }) {
      var seen = UnreadableObjectException.seenIn(thrown).orElseThrow();
      assertEquals(
          "a pack, an index or an object of this clone is damaged (ArrayIndexOutOfBoundsException)",
          seen.getMessage());
      assertSame(thrown, seen.getCause());
    }
  }

  /** Whoever hands JGit something that it refuses has a bug of his own. */
  @Test
  void anArgumentThatJGitRefusesIsNoDamage() {
    var refused = by(new IllegalArgumentException("x"), "org.eclipse.jgit.lib.Config", OURS);
    assertEquals(Optional.empty(), UnreadableObjectException.seenIn(refused));
    var inStorage = by(new IllegalArgumentException("x"), PACKS, OURS);
    assertTrue(UnreadableObjectException.seenIn(inStorage).isPresent());
  }

  @Test
  void whatWasThrownAnywhereElseIsNot() {
    for (RuntimeException thrown :
        new RuntimeException[] {
          thrownBy(OURS, PACKS),
          thrownBy("java.util.Arrays", OURS),
          thrownBy("org.eclipse.jgit.util.NB", OURS),
          thrownBy()
        }) {
      assertEquals(Optional.empty(), UnreadableObjectException.seenIn(thrown));
    }
  }
}
