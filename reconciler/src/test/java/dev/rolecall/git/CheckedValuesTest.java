package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.CoreConfig.AutoCRLF;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class CheckedValuesTest {
  private final Config config = new Config();

  @BeforeEach
  void start() throws ConfigInvalidException {
    JGitSetting.install();
    config.fromText(
        """
        [a]
        x = garbage
        r = a:b:*
        n = 7
        [a "https://me:pw@example.com/"]
        x = garbage
        [core]
        compression = 10
        """);
  }

  private static Problem refused(Executable reading) {
    var thrown = assertThrows(InvalidInputException.class, reading);
    return thrown.problems().getFirst();
  }

  @Test
  void whateverIsReadOfItTheKeyAndItsValueAreNamed() {
    List<Executable> readings =
        List.of(
            () -> config.getBoolean("a", null, "x", true),
            () -> config.getBoolean("a", null, "x"),
            () -> config.getInt("a", null, "x", 1),
            () -> config.getInt("a", null, "x"),
            () -> config.getIntInRange("a", null, "x", 0, 5, 1),
            () -> config.getIntInRange("a", null, "x", 0, 5),
            () -> config.getLong("a", null, "x", 1),
            () -> config.getLong("a", null, "x"),
            () -> config.getEnum("a", null, "x", AutoCRLF.FALSE),
            () -> config.getEnum(AutoCRLF.values(), "a", null, "x"),
            () -> config.getTimeUnit("a", null, "x", 1, TimeUnit.DAYS),
            () -> config.getTimeUnit("a", null, "x", TimeUnit.DAYS));
    for (Executable reading : readings) {
      assertEquals(
          "The configuration of git has a.x=garbage, which is not understood.",
          refused(reading).message());
    }
    assertEquals(
        "The configuration of git has a.r=a:b:*, which is not understood.",
        refused(() -> config.getRefSpecs("a", null, "r")).message());
  }

  @Test
  void aNumberThatJgitThrowsForLaterIsOutOfBounds() {
    assertEquals(
        "The configuration of git has core.compression=10, which is not understood.",
        refused(() -> config.getInt("core", null, "compression", 1)).message());
    assertEquals(
        "The configuration of git has a.n=7, which is not understood.",
        refused(() -> config.getIntInRange("a", null, "n", 0, 5, 1)).message());
  }

  @Test
  void anAddressInAKeyKeepsItsPassword() {
    Problem problem = refused(() -> config.getInt("a", "https://me:pw@example.com/", "x", 1));
    assertFalse((problem.message() + problem.remedy()).contains("pw"));
  }

  @Test
  void whatIsUnderstoodIsRead() {
    assertEquals(7, config.getInt("a", null, "n", 1));
    assertEquals(3, config.getInt("a", null, "absent", 3));
    assertEquals(7, config.getLong("a", null, "n", 1));
  }
}
