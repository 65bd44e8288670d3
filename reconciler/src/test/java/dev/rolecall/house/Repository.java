package dev.rolecall.house;

import java.nio.file.Path;

/** Where tests find the files of this repository (launcher, examples, schema, workflows). */
public final class Repository {
  /** The repository's root; the build runs tests in {@code reconciler}. */
  public static final Path ROOT =
      Path.of(System.getProperty("rolecall.root", "..")).toAbsolutePath().normalize();

  private Repository() {}
}
