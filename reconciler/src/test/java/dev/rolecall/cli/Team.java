package dev.rolecall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * A team that applies from CI: a remote, somebody who commits and pushes, and a fresh clone for
 * each run.
 */
final class Team implements AutoCloseable {
  private final Path folder;
  private final Path remote;
  private final RolesRepo author;
  private final List<RolesRepo> clones = new ArrayList<>();

  private Team(Path folder, URI tenant) {
    this.folder = folder;
    this.remote = folder.resolve("remote.git");
    try (var first = RolesRepo.of(folder.resolve("first"), tenant)) {
      first.commit("Settings");
      first.cloneBareTo(remote);
    }
    author = RolesRepo.cloneOf(remote, folder.resolve("author"));
  }

  static Team of(Path folder, URI tenant) {
    return new Team(folder, tenant);
  }

  RolesRepo author() {
    return author;
  }

  Path remote() {
    return remote;
  }

  /** Writes a role with these users, in {@code manage: add} unless the text says otherwise. */
  Team role(String slug, String manage, String... users) {
    var yaml = new StringBuilder();
    yaml.append("kind: Role\nslug: ").append(slug).append("\nname: ").append(slug);
    yaml.append("\ndescription: A role.\ncapabilities:\n  - audit:read\nmanage: ").append(manage);
    yaml.append('\n');
    if (users.length > 0) {
      yaml.append("assignments:\n  users:\n");
      for (String user : users) {
        yaml.append("    - ").append(user).append('\n');
      }
    }
    author.write("roles/" + slug + ".yaml", yaml.toString());
    return this;
  }

  /** Commits what was written and pushes it; the id. */
  String push(String message) {
    String commit = author.commit(message);
    author.push();
    return commit;
  }

  /** A job of CI: a clone of its own, at what main is now. */
  RolesRepo job() {
    var clone = RolesRepo.cloneOf(remote, folder.resolve("job" + clones.size()));
    clones.add(clone);
    return clone;
  }

  int commitsOfTheRecord() {
    try (Git git = Git.open(remote.toFile())) {
      int commits = 0;
      for (var _ : git.log().add(git.getRepository().resolve(RolesRepo.RECORD)).call()) {
        commits++;
      }
      return commits;
    } catch (IOException | GitAPIException e) {
      throw new AssertionError(e);
    }
  }

  Cli.Ran apply(String... more) {
    return run("apply", "--approve", more);
  }

  /** Pushes what was written, which is applied as a whole; the id of that run. */
  String applied(String message) {
    push(message);
    apply().ended(ExitCode.DONE);
    return author.runId();
  }

  Cli.Ran run(String command, String option, String... more) {
    var arguments = new ArrayList<>(List.of(command, option));
    arguments.addAll(List.of(more));
    return job().cli().run(arguments.toArray(String[]::new));
  }

  /** From now on the remote takes so many pushes, and then no more; -1: every one. */
  void takesPushes(int number) {
    Path hook = remote.resolve("hooks/pre-receive");
    try {
      Files.deleteIfExists(hook);
      if (number < 0) {
        return;
      }
      Files.createDirectories(hook.getParent());
      Path count = remote.resolve("pushes");
      Files.writeString(count, "");
      Files.writeString(
          hook,
          """
          #!/bin/sh
          printf x >> '%s'
          [ "$(wc -c < '%s')" -le %d ] || { echo 'no more pushes' >&2; exit 1; }
          """
              .formatted(count, count, number));
      Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clones.forEach(RolesRepo::close);
    author.close();
  }
}
