package dev.rolecall.git;

import java.io.IOException;

/** One file of a {@link FileTree}; its bytes are read when asked for, and not kept. */
public interface TreeFile {

  /** The largest file that is read, in bytes (16 MiB). */
  long SIZE_LIMIT = 16L * 1024 * 1024;

  /**
   * Relative to DIR, with {@code /}. A name that is not valid UTF-8 shows its odd bytes as {@code
   * \xE9}.
   */
  String path();

  /** In bytes; of the link itself for a symbolic link. */
  long size() throws IOException;

  boolean symbolicLink();

  /**
   * The content.
   *
   * @throws IOException when it cannot be read, is larger than {@link #SIZE_LIMIT}, or is no
   *     ordinary file (a symbolic link is never followed); the message says which
   */
  byte[] bytes() throws IOException;

  /**
   * The git blob id of the content (SHA-1, 40 hex digits): the same in a working tree and in a
   * commit when their bytes are the same. Reads the content of a working file.
   */
  String contentId() throws IOException;

  default boolean tooLarge() throws IOException {
    return size() > SIZE_LIMIT;
  }
}
