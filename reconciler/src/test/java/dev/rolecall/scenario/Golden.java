package dev.rolecall.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;

/**
 * Compares outputs with the files that hold them. Writes them only with {@code
 * -Dscenarios.write=true}, and then fails all the same: a run that wrote has checked nothing.
 */
final class Golden {
  private static final boolean WRITE = Boolean.getBoolean("scenarios.write");

  private Golden() {}

  static void check(Path folder, SequencedMap<String, String> outputs) throws IOException {
    boolean written = false;
    for (var output : outputs.entrySet()) {
      Path file = folder.resolve(output.getKey());
      String golden = Files.exists(file) ? Files.readString(file) : "";
      if (WRITE && !golden.equals(output.getValue())) {
        Files.write(file, output.getValue().getBytes(UTF_8));
        written = true;
      } else {
        assertEquals(golden, output.getValue(), file.getFileName().toString());
      }
    }
    if (written) {
      fail("written; review it with git diff, then run again without -Dscenarios.write");
    }
  }
}
