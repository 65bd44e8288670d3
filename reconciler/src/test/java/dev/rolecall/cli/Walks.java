package dev.rolecall.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Plays random histories one after the other; one that fails is told with its seed. */
final class Walks {
  private Walks() {}

  /** One history, which is played once. */
  interface Walk extends AutoCloseable {
    void play() throws Exception;

    @Override
    void close();
  }

  /** Begins one. */
  @FunctionalInterface
  interface Maker {
    Walk of(long seed, Path folder, WalkDiary diary);
  }

  /** How often each kind of event was seen. */
  static Map<String, Integer> play(int first, int histories, Path folder, Maker maker) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int seed = first; seed < first + histories; seed++) {
      WalkDiary diary = WalkDiary.into(counts);
      try (Walk walk = maker.of(seed, folder.resolve("walk" + seed), diary)) {
        try {
          walk.play();
        } catch (Exception | AssertionError e) {
          throw new AssertionError(
              "seed %d, %s%n%s".formatted(seed, counts, String.join("\n", diary.lines())), e);
        }
      }
    }
    return counts;
  }
}
