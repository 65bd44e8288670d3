package dev.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names read alike. */
final class SkeletonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "V\u0131ewer",
        "V\u0456ewer",
        "VIEWER",
        "view-er",
        "v1ewer",
        "V\u00edewer",
        "vievver",
        "Vie\u051der",
      })
  void readsLikeViewer(String name) {
    assertEquals(Skeleton.of("Viewer"), Skeleton.of(name));
  }

  @Test
  void lettersWithAStrokeReadLikeThoseWithout() {
    assertEquals(Skeleton.of("colo-dog"), Skeleton.of("co\u0142\u00f8-\u0111o\u0261"));
  }

  @Test
  void anotherWordIsAnother() {
    assertNotEquals(Skeleton.of("Viewer"), Skeleton.of("Reviewer"));
  }
}
