package dev.rolecall.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.rolecall.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares with a file under {@code src/test/resources}. To accept new outputs run the test once
 * with {@code -Drolecall.golden=write}: it writes the files and fails, so that nothing is accepted
 * in passing; then read the diff.
 */
public final class Golden {
  private static final Path FILES = Repository.ROOT.resolve("reconciler/src/test/resources");

  private Golden() {}

  /** Fails unless the file holds exactly this text. */
  public static void check(String file, String actual) throws IOException {
    Path path = FILES.resolve(file);
    if ("write".equals(System.getProperty("rolecall.golden"))) {
      if (!Files.exists(path) || !Files.readString(path).equals(actual)) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual);
        fail("wrote " + file + ": read the diff, then run without -Drolecall.golden");
      }
      return;
    }
    if (!Files.exists(path)) {
      fail("no " + file + "; run once with -Drolecall.golden=write");
    }
    assertEquals(Files.readString(path), actual, file);
  }
}
