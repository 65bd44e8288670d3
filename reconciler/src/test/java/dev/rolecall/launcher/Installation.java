package dev.rolecall.launcher;

import dev.rolecall.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The launcher among fakes: a folder laid out like the repository, whose {@code mvnw} counts its
 * calls, and JDKs that print their command line. The fake {@code java} on the PATH is a 17 that
 * fails when somebody starts it.
 */
final class Installation {
  private static final String BUILDS =
      """
      #!/bin/sh
      echo built >> builds
      echo "noise of the build"
      while [ -e hold ]; do sleep 0.05; done
      [ ! -e broken ] || { echo "src/main/java/A.java: broken" >&2; exit 1; }
      mkdir -p reconciler/target/quick && echo jar > reconciler/target/quick/rolecall.jar
      """;
  private static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in -XX:AOTCacheOutput=*)
          [ -e "${0%/*}/untrained" ] && exit 1
          echo cache > "${word#*=}"; exit 0 ;;
        esac
      done
      echo "java $*"
      exit "${FAKE_EXIT-0}"
      """;

  final Path root;
  final Map<String, String> environment = new TreeMap<>();

  Installation(Path folder) {
    root = folder.resolve("a clone");
    write("pom.xml", "<project/>");
    write("reconciler/pom.xml", "<project/>");
    write("reconciler/src/main/java/A.java", "class A {}");
    write("schema/role.json", "{}");
    script("mvnw", BUILDS);
    script("reconciler/rolecall", read(Repository.ROOT.resolve("reconciler/rolecall")));
    jdk("path-jdk", "17.0.15");
    script("path-jdk/bin/java", "#!/bin/sh\necho 'java 17 was started' >&2\nexit 99\n");
    jdk("jdks/temurin-17", "17.0.15");
    jdk("jdks/temurin-25", "25.0.3");
    environment.put("PATH", root.resolve("path-jdk/bin") + ":/usr/bin:/bin");
    environment.put("HOME", root.toString());
    environment.put("ROLECALL_JDKS", root.resolve("jdks").toString());
  }

  void jdk(String folder, String version) {
    write(
        folder + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nLIBC=\"gnu\"\n");
    script(folder + "/bin/java", JAVA);
  }

  long builds() {
    var counter = root.resolve("builds");
    return Files.exists(counter) ? read(counter).lines().count() : 0;
  }

  Running start(Path launcher, String... arguments) {
    var command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new Running(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Running start(String... arguments) {
    return start(root.resolve("reconciler/rolecall"), arguments);
  }

  Ended run(String... arguments) {
    return start(arguments).end();
  }

  Path write(String name, String text) {
    try {
      var file = root.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String name) {
    try {
      Files.delete(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void script(String name, String text) {
    try {
      Files.setPosixFilePermissions(
          write(name, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
