package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which exceptions are a damaged pack's, and which are a bug. */
class UnreadableObjectExceptionTest {
  private static final String PACKS = "org.eclipse.jgit.internal.storage.file.Pack";
  private static final String OURS = "dev.rolecall.git.NewObjects";

  private static RuntimeException thrownBy(String... classes) {
    var thrown = new ArrayIndexOutOfBoundsException("Index -87 out of bounds for length 29");
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
          thrownBy(PACKS, OURS), thrownBy("java.util.Arrays", "java.lang.System", PACKS, OURS)
        }) {
      var seen = UnreadableObjectException.seenIn(thrown).orElseThrow();
      assertEquals(
          "a pack or an index of this clone is damaged (ArrayIndexOutOfBoundsException)",
          seen.getMessage());
      assertSame(thrown, seen.getCause());
    }
  }

  @Test
  void whatWasThrownAnywhereElseIsNot() {
    for (RuntimeException thrown :
        new RuntimeException[] {
          thrownBy(OURS, PACKS),
          thrownBy("java.util.Arrays", OURS),
          thrownBy("org.eclipse.jgit.lib.Config", PACKS),
          thrownBy()
        }) {
      assertEquals(Optional.empty(), UnreadableObjectException.seenIn(thrown));
    }
  }
}
