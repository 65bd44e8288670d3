package dev.rolecall.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/**
 * The classes under test as the launcher starts them: from a jar and with an AOT cache, which saves
 * about a third of each start. Made on first use, once for all tests of a JVM; a JVM that cannot
 * make or use the cache starts without.
 */
final class BuiltLauncher {
  private static final List<String> JVM =
      List.of(
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Xlog:aot*=off:stderr",
          "-Xlog:cds*=off:stderr",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED");

  private final Path folder;
  private final String classPath;

  private static final class Shared {
    static final BuiltLauncher ONE = new BuiltLauncher();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(ONE::remove));
    }
  }

  private BuiltLauncher() {
    try {
      folder = Files.createTempDirectory("rolecall-launcher");
      var jar = folder.resolve("rolecall.jar");
      var libraries = new ArrayList<>(List.of(jar.toString()));
      // A cache knows jars alone, no folders.
      try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
          var path = Path.of(entry);
          if (Files.isRegularFile(path)) {
            libraries.add(entry);
          } else if (Files.exists(path.resolve("dev/rolecall/cli/Main.class"))) {
            add(path, out);
          }
        }
      }
      classPath = String.join(File.pathSeparator, libraries);
      train();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Path classes, JarOutputStream out) throws IOException {
    try (var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, out);
      }
    }
  }

  /** What the launcher trains with. */
  private void train() throws IOException {
    var command = new ArrayList<>(command("-XX:AOTCacheOutput=" + cache()));
    command.add("demo");
    var run = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    run.redirectOutput(folder.resolve("training.txt").toFile());
    try {
      var process = run.start();
      process.getOutputStream().close();
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> command(String option) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(option);
    command.addAll(JVM);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    return command;
  }

  private Path cache() {
    return folder.resolve("rolecall.aot");
  }

  /** The command that starts it; the arguments come after. */
  static List<String> command() {
    return Shared.ONE.command("-XX:AOTCache=" + Shared.ONE.cache());
  }

  /** The words that start it, for a shell; the arguments come after. */
  static String words() {
    return command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  private void remove() {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
