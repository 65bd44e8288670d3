package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rolecall.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;

/**
 * So many tries, each from a seed of its own, and the slowest of them. {@code -Drolecall.fuzz=N}
 * makes N; {@code -Drolecall.fuzz.seed=S} begins with that seed.
 */
final class FuzzRun {
  private final int few;
  private final int tries;
  private final int first = Integer.getInteger("rolecall.fuzz.seed", 1);
  private long slowest;
  private String slow = "";

  FuzzRun(int few) {
    this.few = few;
    this.tries = Integer.getInteger("rolecall.fuzz", few);
  }

  /** One try. */
  interface Try {
    /** Damages something and runs a command. */
    Cli.Ran run(Random random) throws IOException;
  }

  /** Whatever was damaged, the answer is a sentence and never a bug. */
  void play(Try one) throws IOException {
    for (int seed = first; seed < first + tries; seed++) {
      long start = System.nanoTime();
      var ran = one.run(new Random(seed));
      long took = System.nanoTime() - start;
      if (took > slowest) {
        slowest = took;
        slow = "seed " + seed + " " + ran.arguments();
      }
      String about = "seed " + seed + ": " + ran;
      assertNotEquals(ExitCode.OUR_BUG.code(), ran.exit(), about);
      assertEquals(-1, ran.err().indexOf("\tat "), about);
    }
  }

  /** Leaves the figures of a long run in a file. */
  void report(String file) throws IOException {
    if (tries > few) {
      Files.writeString(
          Repository.ROOT.resolve("reconciler/target").resolve(file),
          "%d tries from seed %d; the slowest: %s, %d ms%n"
              .formatted(tries, first, slow, slowest / 1_000_000));
    }
  }
}
