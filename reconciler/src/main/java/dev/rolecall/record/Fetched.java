package dev.rolecall.record;

import java.io.IOException;

/** Something of the record that is fetched only when it is needed, each time it is asked for. */
@FunctionalInterface
public interface Fetched<T> {
  T get() throws IOException;
}
