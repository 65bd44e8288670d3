package dev.rolecall.tenant.keycloak;

import dev.rolecall.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * Keycloak as Maven Central has it: the version of the build, and the zip in the local repository.
 */
record Distribution(String version, Path zip, Path cache) {
  private static final Pattern VERSION =
      Pattern.compile("<keycloak\\.version>([^<]+)</keycloak\\.version>");

  /** What the build names; outside Maven (an IDE) the pom and Maven's usual places. */
  static Distribution ofThisBuild() throws IOException {
    var pom = VERSION.matcher(Files.readString(Repository.ROOT.resolve("pom.xml")));
    if (!pom.find()) {
      throw new AssertionError("no keycloak.version in pom.xml");
    }
    var version = pom.group(1);
    var home = Path.of(System.getProperty("user.home"));
    var name = "keycloak-quarkus-dist-" + version + ".zip";
    var usual = home.resolve(".m2/repository/org/keycloak/keycloak-quarkus-dist");
    return new Distribution(
        version,
        Path.of(
            System.getProperty(
                "rolecall.keycloak.zip", usual.resolve(version).resolve(name).toString())),
        Path.of(System.getProperty("rolecall.cache", home.resolve(".cache/rolecall").toString())));
  }

  /** The files of the zip without its first folder, which is named after the version. */
  void unpack(Path home) throws IOException {
    if (!Files.isRegularFile(zip)) {
      throw new AssertionError(
          zip
              + " is missing: run the tests through ./mvnw, which fetches it; or leave them out"
              + " with -DskipKeycloak");
    }
    try (var files = new ZipFile(zip.toFile())) {
      for (var entry : files.stream().filter(it -> !it.isDirectory()).toList()) {
        var target = home.resolve(entry.getName().substring(entry.getName().indexOf('/') + 1));
        if (!target.normalize().startsWith(home)) {
          throw new IOException(entry.getName() + " leaves its folder");
        }
        Files.createDirectories(target.getParent());
        try (var content = files.getInputStream(entry)) {
          Files.copy(content, target);
        }
      }
    }
  }
}
