package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.export.Exporter;
import dev.rolecall.git.Globs;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.NearNames;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall import}: live roles as documents. */
@Command(
    name = "import",
    description = {
      "Writes what the tenant holds as documents; a plan right after it is empty.",
      "All roles, or those that --role and --select name. Overwrites nothing."
    })
final class ImportCommand extends BaseCommand {
  @Option(names = "--role", paramLabel = "SLUG", description = "Only this role; may be repeated.")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--select",
      paramLabel = "GLOB",
      description = "Only roles whose slug matches, for example 'audit-*'; may be repeated.")
  private List<String> selections = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      description = "definitions: without holders, as manage: observe.")
  private @Nullable String only;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write. Default: the roles repository.")
  private @Nullable Path out;

  ImportCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Exit run() throws IOException, TenantException {
    if (only != null && !only.equals("definitions")) {
      throw usage("--only takes definitions, not " + only + ".");
    }
    try (var workspace = Workspace.open(options, surroundings)) {
      Settings settings = workspace.settings();
      TenantSettings tenant = TenantChoice.of(settings, options.tenant, surroundings.environment());
      try (var door = TenantDoor.open(tenant, workspace, surroundings, requests(READS))) {
        LiveState live = door.reader().read(Extent.everything(Set.of()));
        var files =
            Exporter.export(
                live,
                selected(live),
                new Exporter.Options(
                    tenant.name(),
                    settings.tenants().size() > 1,
                    only == null ? Exporter.Holders.EXACT : Exporter.Holders.OBSERVE));
        Path folder = out == null ? workspace.directory() : surroundings.resolve(out);
        write(files, folder);
      }
    }
    return Exit.DONE;
  }

  private Predicate<Slug> selected(LiveState live) {
    if (roles.isEmpty() && selections.isEmpty()) {
      return _ -> true;
    }
    var wanted = new HashSet<Slug>();
    List<String> known = live.roles().keySet().stream().map(Slug::value).toList();
    for (String role : roles) {
      if (!known.contains(role)) {
        throw new InvalidInputException(
            Problem.error(
                    RuleId.UNKNOWN_ROLE, null, "The tenant has no role " + Said.safe(role) + ".")
                .advising(NearNames.adviceFor(role, known, "It has %d.".formatted(known.size()))));
      }
      wanted.add(new Slug(role));
    }
    for (String glob : selections) {
      Globs.complaint(glob)
          .ifPresent(complaint -> {
            throw usage("--select " + glob + ": " + complaint);
          });
    }
    var globs = Globs.of(selections);
    return slug -> wanted.contains(slug) || globs.match(slug.value());
  }

  private void write(SortedMap<String, String> files, Path folder) throws IOException {
    List<Problem> there =
        files.keySet().stream()
            .filter(name -> Files.exists(folder.resolve(name)))
            .map(name ->
                Problem.error(
                        RuleId.UNREADABLE_FILE,
                        SourceRef.wholeFile(name),
                        "The file is there already, and import overwrites nothing.")
                    .advising("Move it away, select other roles, or write with --out DIR."))
            .toList();
    if (!there.isEmpty()) {
      throw new InvalidInputException(there);
    }
    for (var file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue(), UTF_8);
      surroundings.out().println("wrote " + file.getKey());
    }
    if (files.isEmpty()) {
      say("There is nothing to import.");
    }
  }
}
