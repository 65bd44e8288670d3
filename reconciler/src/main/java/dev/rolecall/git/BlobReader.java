package dev.rolecall.git;

import java.io.IOException;
import java.util.Optional;

/** Finds content that the clone itself may not have, such as what only the record keeps. */
public interface BlobReader {
  /** Has nothing. */
  BlobReader NONE = _ -> Optional.empty();

  /**
   * The content of a blob; empty when it is not there.
   *
   * @param blobId SHA-1, 40 hex digits
   */
  Optional<byte[]> read(String blobId) throws IOException;
}
