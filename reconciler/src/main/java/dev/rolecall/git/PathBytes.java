package dev.rolecall.git;

import java.io.IOException;

/** Takes the files of a folder one by one. */
@FunctionalInterface
public interface PathBytes {

  /**
   * Takes one file.
   *
   * @param path relative to the folder that was asked for
   */
  void take(String path, byte[] bytes) throws IOException;
}
