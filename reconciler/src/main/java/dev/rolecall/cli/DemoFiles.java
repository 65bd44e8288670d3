package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files of the demo: {@code examples/acme}, as the build packed it. */
final class DemoFiles {
  static final String SEED = "sandbox-seed.yaml";

  private static final List<String> FILES =
      List.of(
          "rolecall.yaml",
          "roles/branding-editor.yaml",
          "roles/compliance-viewer.yaml",
          "roles/cs-lead.yaml",
          "roles/external-auditor.yaml",
          "roles/payments-approver.yaml",
          "assignments/system-roles.yaml",
          "capabilities/payments.yaml",
          "catalogue/production.yaml",
          "retired/temp-contractor.yaml",
          SEED);

  private DemoFiles() {}

  static void copyTo(Path folder) throws IOException {
    for (String name : FILES) {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      try (InputStream in =
          Objects.requireNonNull(
              DemoFiles.class.getResourceAsStream("/dev/rolecall/cli/demo/" + name), name)) {
        Files.copy(in, file);
      }
    }
  }

  /** Replaces a text that must be there. */
  static void edit(Path file, String before, String after) throws IOException {
    String text = Files.readString(file, UTF_8);
    if (!text.contains(before)) {
      throw new IllegalStateException(file + " has no " + before);
    }
    Files.writeString(file, text.replace(before, after), UTF_8);
  }

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
