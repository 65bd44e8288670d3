package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A roles repository on disk with its own git history. */
final class RolesRepo implements AutoCloseable {
  static final String RECORD = "refs/heads/rolecall/record/production";
  static final String TENANT = "production";

  private static final PersonIdent AUTHOR =
      new PersonIdent(
          "Anita", "anita@example.com", Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

  /** Guards have tests of their own; others do as they please with four people. */
  static final String NO_GUARDS =
      """
      guards:
        removal-budget: off
        grant-budget: off
        minimum-holders: []
        sensitive: off
        slug-lookalike: off
        role-returns: off
        unknown-subject: wait
      """;

  private final Path directory;
  private final Git git;

  private RolesRepo(Path directory, Git git) {
    this.directory = directory;
    this.git = git;
  }

  /** A copy of {@code examples/acme} for the tenant at this address, as one commit. */
  static RolesRepo acme(Path directory, URI tenant) {
    copy(acme(), directory);
    RolesRepo repo = init(directory);
    repo.edit("rolecall.yaml", "http://127.0.0.1:8085", tenant.toString());
    repo.commit("Roles of acme");
    return repo;
  }

  /** The same with all guards off. */
  static RolesRepo unguardedAcme(Path directory, URI tenant) {
    RolesRepo repo = acme(directory, tenant);
    repo.write("rolecall.yaml", repo.read("rolecall.yaml").stripTrailing() + "\n" + NO_GUARDS);
    repo.commit("No guards");
    return repo;
  }

  /** Settings for the tenant at this address, not committed yet; more lines go under it. */
  static RolesRepo of(Path directory, URI tenant, String... settings) {
    RolesRepo repo = init(directory);
    repo.write("rolecall.yaml", settings(tenant, settings));
    return repo;
  }

  /** With all guards off. */
  static String settings(URI tenant, String... more) {
    return settings(entry(TENANT, tenant, more));
  }

  /** Of several tenants, each an {@link #entry}. */
  static String settings(String... entries) {
    return "version: 1\ntenants:\n" + String.join("", entries) + NO_GUARDS;
  }

  static String entry(String name, URI tenant, String... more) {
    var yaml =
        new StringBuilder(
            """
              %s:
                provider: tenant-api
                url: %s
                credentials: { client-id: rolecall, client-secret: { env: ROLECALL_CLIENT_SECRET } }
            """
                .formatted(name, tenant));
    for (String line : more) {
      yaml.append("    ").append(line).append('\n');
    }
    return yaml.toString();
  }

  /** Where the example stands in this project. */
  static Path acme() {
    return Repository.ROOT.resolve("examples/acme");
  }

  static RolesRepo init(Path directory) {
    try {
      return new RolesRepo(
          directory, Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call());
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
  }

  static RolesRepo cloneOf(Path remote, Path other) {
    try {
      return new RolesRepo(
          other,
          Git.cloneRepository()
              .setURI(remote.toUri().toString())
              .setDirectory(other.toFile())
              .call());
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
  }

  /** Pushes the branch that is checked out. */
  RolesRepo push() {
    try {
      git.push().call();
      return this;
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
  }

  /** Pushes a branch of this clone as one of the remote. */
  void pushBranch(String branch, String remote) {
    try {
      git.push()
          .setRefSpecs(new RefSpec("refs/heads/" + branch + ":refs/heads/" + remote))
          .call()
          .forEach(result ->
              result
                  .getRemoteUpdates()
                  .forEach(update ->
                      assertEquals(RemoteRefUpdate.Status.OK, update.getStatus(), branch)));
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
  }

  /** A bare copy, as a server keeps it. */
  void cloneBareTo(Path other) {
    try {
      Git.cloneRepository()
          .setURI(directory.toUri().toString())
          .setDirectory(other.toFile())
          .setBare(true)
          .call()
          .close();
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
  }

  Path directory() {
    return directory;
  }

  Git git() {
    return git;
  }

  Path file(String path) {
    return directory.resolve(path);
  }

  Cli cli() {
    return Cli.in(directory);
  }

  RolesRepo write(String path, String text) {
    try {
      Files.createDirectories(file(path).getParent());
      Files.writeString(file(path), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String path) {
    return text(file(path));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RolesRepo edit(String path, String before, String after) {
    String text = read(path);
    if (!text.contains(before)) {
      throw new AssertionError(path + " does not hold " + before + ":\n" + text);
    }
    return write(path, text.replace(before, after));
  }

  RolesRepo delete(String path) {
    try {
      Files.delete(file(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits everything that changed; its id. */
  String commit(String message) {
    try {
      git.add().addFilepattern(".").call();
      git.add().setUpdate(true).addFilepattern(".").call();
      return git.commit()
          .setMessage(message)
          .setAuthor(AUTHOR)
          .setCommitter(AUTHOR)
          .setSign(false)
          .call()
          .name();
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
  }

  /** The commit of the last run that left nothing out, as the record here or on origin has it. */
  Optional<String> applied() {
    return run()
        .map(run -> run.path("applied"))
        .filter(applied -> applied.has("commit") && !applied.get("dirty").booleanValue())
        .map(applied -> applied.get("commit").stringValue());
  }

  /** The id of the last run; fails where there is none. */
  String runId() {
    return run().orElseThrow().path("run").asString();
  }

  /** {@code run.json} of the last run. */
  Optional<JsonNode> run() {
    String origin = git.getRepository().getConfig().getString("remote", "origin", "url");
    try {
      if (origin == null) {
        return run(git);
      }
      Path remote = Path.of(origin.replaceFirst("^file:(//)?", ""));
      try (Git there = Git.open(remote.toFile())) {
        return run(there);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<JsonNode> run(Git of) throws IOException {
    return recorded(of, 0, "run.json").map(new JsonMapper()::readTree);
  }

  /** What the record in this clone kept for guards, a line each, so many of its commits ago. */
  List<JsonNode> guardLines(int ago) {
    try {
      return recorded(git, ago, "guards/0001.jsonl").stream()
          .flatMap(bytes -> new String(bytes, UTF_8).lines())
          .map(new JsonMapper()::readTree)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<byte[]> recorded(Git of, int ago, String path) throws IOException {
    var repository = of.getRepository();
    ObjectId id = repository.resolve(RECORD + "~" + ago + ":" + path);
    return id == null ? Optional.empty() : Optional.of(repository.open(id).getBytes());
  }

  Optional<String> ref(String name) {
    try {
      return Optional.ofNullable(git.getRepository().resolve(name)).map(ObjectId::name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    git.close();
  }

  static void replace(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without locks: they are of whoever holds them, such as the collector that follows a clone. */
  static void copy(Path from, Path to) {
    try {
      Files.walkFileTree(from, new Copying(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies each file that is no lock; a lock may be gone before it is looked at. */
  private static final class Copying extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(copyOf(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!isLock(file)) {
        Files.copy(file, copyOf(file), StandardCopyOption.COPY_ATTRIBUTES);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (isLock(file)) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    private Path copyOf(Path file) {
      return to.resolve(from.relativize(file).toString());
    }

    private static boolean isLock(Path file) {
      return file.toString().endsWith(".lock");
    }
  }
}
