package dev.rolecall.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The code that house rules look at: compiled classes and source files of this module. */
final class Code {
  static final String ROOT = "dev.rolecall";

  /** Classes that break the rules on purpose. */
  static final String FIXTURE = "dev.rolecall.house.fixture";

  static final Path MODULE = Path.of("").toAbsolutePath();
  static final Path REPOSITORY = Repository.ROOT;

  private Code() {}

  static JavaClasses main() {
    return Main.CLASSES;
  }

  static JavaClasses fixture() {
    return new ClassFileImporter().importPackages(FIXTURE);
  }

  /** All Java files under {@code src/FOLDER/java}, sorted. */
  static List<Path> sources(String folder) {
    var root = MODULE.resolve("src").resolve(folder).resolve("java");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Main {
    private static final JavaClasses CLASSES =
        new ClassFileImporter().importPath(Path.of(System.getProperty("rolecall.classes")));
  }
}
