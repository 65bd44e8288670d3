package dev.rolecall.git;

import dev.rolecall.model.RecordPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/** A bare repository with two commits on main, a server of it, and fresh clones with chains. */
final class ChainSandbox implements AutoCloseable {
  static final String REF = "refs/heads/rolecall/record/production";

  final Path dir;
  final Path shared;
  private final List<AutoCloseable> open = new ArrayList<>();
  private int clones;

  ChainSandbox(Path dir) throws Exception {
    this.dir = dir;
    this.shared = dir.resolve("shared.git");
    try (Git bare = GitSandbox.bare(shared);
        Git git = GitSandbox.clone(shared, dir.resolve("seed"))) {
      bare.getRepository().getConfig().setBoolean("http", null, "receivepack", true);
      bare.getRepository().getConfig().save();
      GitSandbox.commit(git, "roles/a.yaml", "1");
      GitSandbox.commit(git, "roles/a.yaml", "2");
      git.push().add("HEAD:refs/heads/main").call();
    }
  }

  <C extends AutoCloseable> C closing(C resource) {
    open.add(resource);
    return resource;
  }

  GitServer serve(GitServer.Kind kind) throws Exception {
    return closing(GitServer.start(kind, dir));
  }

  /** A folder with a fresh clone whose {@code origin} is at this address. */
  Path clone(String url) throws Exception {
    Path to = dir.resolve("clone" + clones++);
    try (Git git = GitSandbox.clone(shared, to)) {
      var config = git.getRepository().getConfig();
      config.setString(
          ConfigConstants.CONFIG_REMOTE_SECTION, "origin", ConfigConstants.CONFIG_KEY_URL, url);
      config.save();
    }
    return to;
  }

  ChainBranch chain(Path clone, RemoteAccess access) throws IOException {
    GitRepository repository = closing(GitSandbox.open(clone));
    return closing(repository.chain(new RecordPlace.OnRemote(null, REF), access));
  }

  ChainBranch chain(GitServer server) throws Exception {
    return chain(clone(server.url("shared.git")), access(server));
  }

  ChainBranch local(Path clone) throws IOException {
    GitRepository repository = closing(GitSandbox.open(clone));
    return closing(repository.chain(new RecordPlace.InClone(REF), RemoteAccess.of(Map.of())));
  }

  static RemoteAccess access(GitServer server) {
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    return RemoteAccess.of(environment);
  }

  static ChainMessage message(String text) {
    return new ChainMessage(text, "ci <ci@example.com>", GitSandbox.TIME);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(ChainBranch chain, ChainCommit commit, String path) throws IOException {
    return new String(chain.read(commit, path).orElseThrow(), StandardCharsets.UTF_8);
  }

  /** Appends one file of this content, which has to land. */
  static ChainCommit append(ChainBranch chain, Optional<ChainCommit> onto, String text)
      throws IOException {
    ChainCommit expected = onto.orElse(null);
    TreeEdit edit = chain.edit(expected).put("run.json", bytes(text));
    return switch (chain.append(expected, edit, message(text))) {
      case Appended.Landed(ChainCommit commit) -> commit;
      case Appended other -> throw new AssertionError(other);
    };
  }

  /** A chain on the remote: run 0, run 1 and so on. */
  void longChain(int commits) throws IOException {
    try (Repository repository = new RepositoryBuilder().setGitDir(shared.toFile()).build();
        ObjectInserter inserter = GitSandbox.packing(repository)) {
      ObjectId tip = GitSandbox.insert(inserter, Map.of("run.json", "run 0"));
      for (int i = 1; i < commits; i++) {
        tip = GitSandbox.insert(inserter, Map.of("run.json", "run " + i), tip);
      }
      inserter.flush();
      GitSandbox.point(repository, REF, tip);
    }
  }

  Optional<String> onRemote() throws IOException {
    try (Repository repository = new RepositoryBuilder().setGitDir(shared.toFile()).build()) {
      ObjectId id = repository.resolve(REF);
      return Optional.ofNullable(id).map(ObjectId::name);
    }
  }

  static Path store(Path gitDir) {
    return gitDir.resolve("rolecall/record.git");
  }

  /** How many objects a store has itself, borrowed ones not counted. */
  static long objects(Path store) throws Exception {
    return GitCommand.run(store, "count-objects", "-v")
        .lines()
        .filter(line -> line.startsWith("count: ") || line.startsWith("in-pack: "))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable each : open.reversed()) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
