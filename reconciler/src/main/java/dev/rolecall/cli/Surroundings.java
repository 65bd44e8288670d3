package dev.rolecall.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * All that a command sees of the process around it, so that {@code main} is a function of it.
 *
 * @param out reports and machine output
 * @param err progress and messages
 * @param terminal whether people watch: standard input, output and error are a terminal
 */
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Terminal terminal,
    Map<String, String> environment,
    Place place) {

  /** Which of the three streams are a terminal. */
  record Terminal(boolean in, boolean out, boolean err) {
    static final Terminal NONE = new Terminal(false, false, false);
  }

  /** Where and when. */
  record Place(Path directory, InstantSource clock) {}

  InstantSource clock() {
    return place.clock();
  }

  /** A path from the command line, relative to where the process was started. */
  Path resolve(Path path) {
    return place.directory().resolve(path);
  }
}
