package dev.rolecall.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what settings point to: a {@code ca-file}, the file of a secret. */
@FunctionalInterface
public interface PointedFiles {

  /**
   * The content of a file.
   *
   * @param path as the settings have it
   * @throws IOException when it is not there, or may not be read
   */
  InputStream open(String path) throws IOException;

  /** As they stand on the disk, relative to a folder. */
  static PointedFiles below(Path directory) {
    return path -> Files.newInputStream(directory.resolve(path));
  }
}
