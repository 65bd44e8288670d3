package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random nights with holds, emergencies, ends, drains and undoing. More of them: {@code
 * -Drolecall.night=1000 -Drolecall.night.seed=1}.
 */
@Order(1)
@Tag("e2e")
final class NightWalkTest {
  private static final int NIGHTS = Integer.getInteger("rolecall.night", 60);
  private static final int SEED = Integer.getInteger("rolecall.night.seed", 1);

  @Test
  void whatWasUndoneIsNotDoneAgain(@TempDir Path folder) {
    Map<String, Integer> counts = Walks.play(SEED, NIGHTS, folder, NightWalk::new);
    if (NIGHTS < 60) {
      return;
    }
    for (String what :
        List.of(
            "apply 0",
            "apply 4",
            "undo 0",
            "undo 6",
            "faults",
            "logged out",
            "left alone",
            "drains",
            "withdrawn",
            "hands between writes")) {
      assertTrue(counts.containsKey(what), () -> "no " + what + " in " + counts);
    }
  }
}
