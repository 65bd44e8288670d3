package dev.rolecall.record;

import java.io.IOException;
import java.util.Optional;

/** The files of one commit of a record, by their paths. */
@FunctionalInterface
public interface CommittedFiles {
  /** Its bytes; empty: there is none. */
  Optional<byte[]> at(String path) throws IOException;
}
