package dev.rolecall.reconcile;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a use case knows of the process around it.
 *
 * @param variables the environment variables, secrets among them
 * @param directory what relative paths start from
 */
public record Environment(Map<String, String> variables, Path directory, Timing timing) {
  public InstantSource clock() {
    return timing.clock();
  }

  /** A path as the user wrote it, relative to where the process was started. */
  public Path resolve(Path path) {
    return directory.resolve(path);
  }
}
