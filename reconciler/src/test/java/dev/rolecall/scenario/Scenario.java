package dev.rolecall.scenario;

import static java.util.Objects.requireNonNull;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.diff.Findings;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.house.Repository;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Guards;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.model.Provider;
import dev.rolecall.problem.Problem;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.KindsOfTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One folder of {@code src/test/resources/scenarios}; CONTRIBUTING says what stands in it. */
record Scenario(String name, Path folder) {
  static final String TENANT = "production";
  static final String COMMIT = "4f1c2ab000000000000000000000000000000000";
  static final String APPLIED = "9be21d0000000000000000000000000000000000";
  private static final String BASE = "7d3e5a1";
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /**
   * The git side of a run.
   *
   * @param base the state of {@code --base}; null without one
   * @param guards of the base, or else of what is desired
   */
  record Asked(
      RepositoryContent loaded,
      DesiredState desired,
      AppliedState applied,
      @Nullable DesiredState base,
      Guards guards,
      List<OwnAccount> own,
      Provider provider) {}

  static Stream<Scenario> all() throws IOException {
    Path root = Repository.ROOT.resolve("reconciler/src/test/resources/scenarios");
    List<Path> folders;
    try (var listing = Files.list(root)) {
      folders = listing.filter(Files::isDirectory).sorted().toList();
    }
    return folders.stream().map(folder -> new Scenario(folder.getFileName().toString(), folder));
  }

  Instant now() throws IOException {
    Path at = folder.resolve("at.txt");
    return Files.exists(at) ? Instant.parse(Files.readString(at).strip()) : NOW;
  }

  LiveState live() throws IOException {
    return LiveFile.read(folder.resolve("live.json"), provider());
  }

  /** The tenant of live.json; of the kind that the desired settings name. */
  FakeTenant tenant() throws IOException {
    var tenant = FakeTenant.holding(live(), provider().features());
    LiveFile.people(folder.resolve("live.json"), tenant);
    return tenant;
  }

  private Provider provider() throws IOException {
    Path settings = folder.resolve("desired/rolecall.yaml");
    return KindsOfTenant.provider(
        Files.exists(settings) && Files.readString(settings).contains("provider: keycloak"));
  }

  Asked ask() throws IOException {
    return ask(null);
  }

  /** Files listed in an order drawn from the random, if there is one. */
  Asked ask(@Nullable Random shuffle) throws IOException {
    @Nullable RepositoryContent applied = load("applied", shuffle, null, List.of());
    @Nullable RepositoryContent base = load("base", shuffle, null, List.of());
    List<PastTombstone> past =
        applied == null
            ? List.of()
            : state(applied).retired().values().stream()
                .map(tombstone -> new PastTombstone(TENANT, tombstone, APPLIED.substring(0, 7)))
                .toList();
    RepositoryContent desired =
        requireNonNull(load("desired", shuffle, base == null ? null : base.asBase(BASE), past));
    return new Asked(
        desired,
        state(desired),
        applied == null
            ? new AppliedState.Unknown("nothing applied yet")
            : new AppliedState.Known(APPLIED, now().minus(Duration.ofDays(30)), state(applied)),
        base == null ? null : state(base),
        guards(base == null ? desired : base),
        List.of(),
        provider());
  }

  private @Nullable RepositoryContent load(
      String part, @Nullable Random shuffle, @Nullable Base base, List<PastTombstone> past)
      throws IOException {
    Path tree = folder.resolve(part);
    if (!Files.isDirectory(tree)) {
      return null;
    }
    FileTree files = new WorkingFiles(tree);
    var given = new Binder.Given(now(), KindsOfTenant.providers(), base, () -> past);
    RepositoryContent loaded =
        Desired.load(shuffle == null ? files : new ShuffledFiles(files, shuffle), given);
    List<Problem> errors =
        Findings.ofFiles(loaded.problems(), loaded.states().values()).stream()
            .filter(Problem::isError)
            .toList();
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(name + "/" + part + ": " + errors);
    }
    return loaded;
  }

  private static Guards guards(RepositoryContent loaded) {
    return requireNonNull(requireNonNull(loaded.settings()).tenants().get(TENANT)).guards();
  }

  private static DesiredState state(RepositoryContent loaded) {
    return loaded.states().getOrDefault(TENANT, DesiredState.empty(TENANT));
  }

  @Override
  public String toString() {
    return name;
  }
}
