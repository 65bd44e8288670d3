package dev.rolecall.cli;

import dev.rolecall.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A copy of what a reader of this repository works with: the examples, the schemas, the pom, and a
 * {@code reconciler/rolecall} that starts the classes under test.
 */
final class Clone {
  private Clone() {}

  static Path in(Path folder) throws IOException {
    Path clone = Files.createDirectories(folder.resolve("rolecall"));
    for (String name : new String[] {"examples", "schema"}) {
      RolesRepo.copy(Repository.ROOT.resolve(name), clone.resolve(name));
    }
    Files.copy(Repository.ROOT.resolve("pom.xml"), clone.resolve("pom.xml"));
    Path launcher = clone.resolve("reconciler/rolecall");
    Files.createDirectories(launcher.getParent());
    Path java = Path.of(System.getProperty("java.home"));
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        [ "${1-}" != --java-home ] || exec echo '%s'
        exec %s "$@"
        """
            .formatted(java, BuiltLauncher.words()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return clone;
  }
}
