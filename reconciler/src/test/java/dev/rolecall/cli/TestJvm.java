package dev.rolecall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own on the classes under test, as they are here and now. */
final class TestJvm {
  private TestJvm() {}

  /** The command that starts this class; the arguments come after. */
  static List<String> command(Class<?> main) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
  }
}
