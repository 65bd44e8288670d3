package dev.rolecall.tenant.keycloak;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A Keycloak in the cache that is unpacked, augmented and has run once: each server starts from its
 * libraries, its archive of loaded classes and a copy of its data, which has the {@link
 * LargeRealm}. Made on first use, about a minute; a folder without the file {@code ready} is a half
 * one and is made again.
 */
record Template(Path home) {
  /** Another recipe, another folder: raise it when what is built into the template changes. */
  static final int RECIPE = 2;

  /** How long a server lives decides what its JVM is worth. */
  enum Life {
    /** The second compiler costs more than it gains. */
    SHORT,
    /** As long as all tests: the second compiler is worth it. */
    LONG,
    /** What kc.sh starts, save what the archive of classes was not made with. */
    AS_SHIPPED;

    private List<String> jvm() {
      return switch (this) {
        case SHORT -> List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        case LONG -> List.of("-XX:+UseSerialGC");
        case AS_SHIPPED -> List.of("-XX:+UseG1GC");
      };
    }
  }

  private static final List<String> JVM =
      List.of(
          "-Xms64m",
          "-Xmx512m",
          "-XX:MetaspaceSize=96M",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Xlog:aot*=off:stderr",
          "-Xlog:cds*=off:stderr",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
              + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Dpicocli.disable.closures=true");

  /** The one in the cache, made now if this is the first use; two builds at once make one. */
  static synchronized Template ready() throws IOException {
    var distribution = Distribution.ofThisBuild();
    // The archive of classes is bound to the exact JDK, so the folder is.
    var name = "keycloak-%s-jdk%s-%d".formatted(distribution.version(), Runtime.version(), RECIPE);
    Files.createDirectories(distribution.cache());
    var template = new Template(distribution.cache().toRealPath().resolve(name));
    try (var channel =
            FileChannel.open(
                distribution.cache().resolve(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(template.home.resolve("ready"))) {
        Folders.remove(template.home);
        Files.createDirectories(template.home);
        distribution.unpack(template.home);
        template.make();
      }
    }
    return template;
  }

  private void make() throws IOException {
    var build = new ArrayList<>(java(home, Life.SHORT.jvm()));
    build.addAll(List.of("build", "--db=dev-file"));
    KeycloakProcess.runToEnd(build);
    var jvm = new ArrayList<>(Life.SHORT.jvm());
    jvm.add("-XX:ArchiveClassesAtExit=" + archive());
    try (var seeding = run(home, 0, jvm, List.of())) {
      LargeRealm.make(Admin.ofMaster(seeding.listening()));
      seeding.stop();
    }
    Files.createFile(home.resolve("ready"));
  }

  /** A home of its own that starts from this one's data; the rest are links. */
  void furnish(Path own) throws IOException {
    for (var part : List.of("conf", "lib", "providers", "themes")) {
      Files.createSymbolicLink(own.resolve(part), home.resolve(part));
    }
    Folders.copy(home.resolve("data"), own.resolve("data"));
  }

  /** Starts a server with more options. Port 0: any free one; it says which. */
  KeycloakProcess run(Path own, int port, Life life, List<String> options) {
    var jvm = new ArrayList<>(life.jvm());
    jvm.add("-XX:SharedArchiveFile=" + archive());
    return run(own, port, jvm, options);
  }

  private KeycloakProcess run(Path own, int port, List<String> jvm, List<String> options) {
    var command = new ArrayList<>(java(own, jvm));
    command.addAll(
        List.of(
            "start",
            "--optimized",
            "--http-enabled=true",
            "--hostname-strict=false",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            // Without it, it looks for a cluster on every network interface.
            "--cache=local",
            "--http-access-log-enabled=true",
            "--http-access-log-pattern=" + RequestLog.PATTERN));
    command.addAll(options);
    return KeycloakProcess.start(command);
  }

  private List<String> java(Path own, List<String> jvm) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(jvm);
    command.add("-Dkc.home.dir=" + own);
    command.add("-Djboss.server.config.dir=" + own.resolve("conf"));
    // Always the template's: the archive of classes knows it by its path.
    command.add("-cp");
    command.add(home.resolve("lib/quarkus-run.jar").toString());
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    return command;
  }

  private Path archive() {
    return home.resolve("classes.jsa");
  }
}
