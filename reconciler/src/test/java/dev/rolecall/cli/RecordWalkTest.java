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
 * Random histories, judged by an oracle of their own. More of them: {@code -Drolecall.walk=5000
 * -Drolecall.walk.seed=1}.
 */
@Order(1)
@Tag("e2e")
final class RecordWalkTest {
  private static final int HISTORIES = Integer.getInteger("rolecall.walk", 300);
  private static final int SEED = Integer.getInteger("rolecall.walk.seed", 1);

  @Test
  void whatGitGrantedIsNeverForgotten(@TempDir Path folder) {
    Map<String, Integer> counts = Walks.play(SEED, HISTORIES, folder, RecordWalk::new);
    if (HISTORIES > 300) {
      System.out.println(HISTORIES + " histories from seed " + SEED + ": " + counts);
    }
    if (HISTORIES < 300) {
      return;
    }
    for (String what :
        List.of("runs", "kills", "races", "take-overs in a race", "refused", "records lost")) {
      assertTrue(counts.containsKey(what), () -> "no " + what + " in " + counts);
    }
  }
}
