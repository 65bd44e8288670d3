package dev.rolecall.git;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Real git servers of a folder of bare repositories, on the loopback. */
public interface GitServer extends Closeable {

  /** How a server is reached. */
  enum Kind {
    FILE,
    DAEMON,
    HTTP,
    OLD_HTTP,
    SSH
  }

  /** The address of a repository of the folder, for example of {@code shared.git}. */
  String url(String name);

  /** What a client needs beside the address. */
  default Map<String, String> environment() {
    return Map.of();
  }

  @Override
  default void close() throws IOException {}

  static GitServer start(Kind kind, Path root) throws Exception {
    GitCommand.require();
    return switch (kind) {
      case FILE -> name -> root.resolve(name).toUri().toString();
      case DAEMON -> Daemon.start(root);
      case HTTP -> HttpBackend.open(root, true);
      case OLD_HTTP -> HttpBackend.open(root, false);
      case SSH -> ssh(root);
    };
  }

  /**
   * Runs on this machine what it is told to run on another; without protocol 2, as most ssh servers
   * take no variable for it.
   */
  private static GitServer ssh(Path root) throws IOException {
    Path script = script(root.resolve("ssh.sh"), "unset GIT_PROTOCOL; shift; exec sh -c \"$1\"");
    return new GitServer() {
      @Override
      public String url(String name) {
        return "ssh://git@localhost" + root.resolve(name);
      }

      @Override
      public Map<String, String> environment() {
        return Map.of("GIT_SSH_COMMAND", "sh " + script);
      }
    };
  }

  static Path script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** {@code git daemon}. */
  final class Daemon implements GitServer {
    private final Process process;
    private final int port;

    private Daemon(Process process, int port) {
      this.process = process;
      this.port = port;
    }

    static Daemon start(Path root) throws IOException {
      for (int tries = 0; tries < 5; tries++) {
        int port = freePort();
        ProcessBuilder builder =
            new ProcessBuilder(
                List.of(
                    "git",
                    "daemon",
                    "--verbose",
                    "--reuseaddr",
                    "--listen=127.0.0.1",
                    "--port=" + port,
                    "--base-path=" + root,
                    "--export-all",
                    "--enable=receive-pack"));
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.redirectErrorStream(true);
        Process process = builder.start();
        BufferedReader words =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = words.readLine(); line != null; line = words.readLine()) {
          if (line.contains("Ready to rumble")) {
            Thread.ofVirtual().start(() -> drain(words));
            return new Daemon(process, port);
          }
        }
        process.destroy();
      }
      throw new AssertionError("git daemon did not start; is git-daemon installed?");
    }

    @Override
    public String url(String name) {
      return "git://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }

    private static void drain(BufferedReader words) {
      try {
        while (words.readLine() != null) {}
      } catch (IOException e) {
        // The test is over.
      }
    }

    int port() {
      return port;
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }
  }
}
