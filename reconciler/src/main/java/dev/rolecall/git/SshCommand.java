package dev.rolecall.git;

import dev.rolecall.git.Wire.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** How the user's own ssh is started, by git's rules, but for questions: it may ask none. */
final class SshCommand {
  private SshCommand() {}

  static List<String> of(URIish uri, Service service, RemoteAccess access, Config config)
      throws IOException {
    String host = plain(uri.getHost(), "host");
    String user = uri.getUser() == null ? "" : plain(uri.getUser(), "user") + "@";
    String path = plain(uri.getPath(), "path");
    if (path.startsWith("/~")) {
      path = path.substring(1);
    }
    @Nullable String shell = access.variable("GIT_SSH_COMMAND");
    if (shell == null) {
      shell = config.getString("core", null, "sshCommand");
    }
    @Nullable String program = access.variable("GIT_SSH");
    List<String> command = new ArrayList<>();
    if (shell != null) {
      command.addAll(List.of("sh", "-c", shell + " \"$@\"", shell));
      options(command, shell.strip().split("\\s+", 2)[0], uri.getPort());
    } else {
      command.add(program == null ? "ssh" : program);
      options(command, command.getFirst(), uri.getPort());
    }
    command.add(user + host);
    command.add(service.command + " '" + path.replace("'", "'\\''").replace("!", "'\\!'") + "'");
    return List.copyOf(command);
  }

  /** OpenSSH is told not to ask; a program of another name may not know the option. */
  private static void options(List<String> command, String program, int port) {
    String name = program.replaceAll(".*[/\\\\]", "").toLowerCase(Locale.ROOT);
    boolean putty = name.startsWith("plink") || name.startsWith("tortoiseplink");
    if (name.equals("ssh") || name.equals("ssh.exe")) {
      command.addAll(List.of("-o", "BatchMode=yes", "-o", "SendEnv=GIT_PROTOCOL"));
    } else if (putty) {
      command.add("-batch");
    }
    if (port > 0) {
      command.addAll(List.of(putty ? "-P" : "-p", Integer.toString(port)));
    }
  }

  /** A name that begins with a dash would be an option of ssh. */
  private static String plain(@Nullable String text, String what) throws IOException {
    if (text == null
        || text.isEmpty()
        || text.startsWith("-")
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IOException("its address has no usable " + what);
    }
    return text;
  }
}
