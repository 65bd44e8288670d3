package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.Loaded;
import dev.rolecall.export.Exporter;
import dev.rolecall.model.Capability;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall catalogue}: searches the committed catalogue, or fetches it anew. */
@Command(
    name = "catalogue",
    description = {
      "Lists the capabilities that a role may have, those with TERM in id, name or description.",
      "With --refresh it writes catalogue/TENANT.yaml from the tenant first; commit that file, so"
          + " that validate works offline."
    })
final class CatalogueCommand extends BaseCommand {
  @Parameters(arity = "0..1", paramLabel = "TERM", description = "What to look for.")
  private String term = "";

  @Option(names = "--refresh", description = "Read the tenant and write the file.")
  private boolean refresh;

  CatalogueCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Exit run() throws IOException, TenantException {
    try (var workspace = Workspace.open(options, surroundings)) {
      Settings settings = workspace.settings();
      TenantSettings tenant = TenantChoice.of(settings, options.tenant, surroundings.environment());
      if (refresh) {
        refresh(tenant, workspace);
        if (term.isEmpty()) {
          return Exit.DONE;
        }
      }
      Loaded loaded = workspace.load(surroundings.clock().instant(), null, List::of);
      Catalogue catalogue = loaded.catalogues().get(tenant.name());
      if (catalogue == null) {
        throw new InvalidInputException(
            Problem.error(
                RuleId.NO_CATALOGUE, null, tenant.name() + " has no committed catalogue."));
      }
      list(catalogue);
      return Exit.DONE;
    }
  }

  private void refresh(TenantSettings tenant, Workspace workspace)
      throws IOException, TenantException {
    if (options.ref != null) {
      throw usage("--refresh writes to the working tree, so it takes no --ref.");
    }
    String name = "catalogue/" + tenant.name() + ".yaml";
    Path file = workspace.directory().resolve(name);
    try (var door = TenantDoor.open(tenant, workspace, surroundings, requests(READS))) {
      var live = door.reader().read(Extent.definitions());
      String text = Exporter.catalogue(tenant.name(), live);
      if (Files.exists(file) && Files.readString(file, UTF_8).equals(text)) {
        say(name + " is up to date");
        return;
      }
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text, UTF_8);
      say("wrote " + name);
    }
  }

  private void list(Catalogue catalogue) {
    String wanted = term.toLowerCase(Locale.ROOT);
    List<Capability> found =
        catalogue.capabilities().values().stream()
            .filter(c ->
                (c.id() + " " + c.name() + " " + c.description())
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted))
            .toList();
    int width = found.stream().mapToInt(c -> c.id().toString().length()).max().orElse(0);
    var out = surroundings.out();
    for (Capability capability : found) {
      String status =
          switch (capability.status()) {
            case AVAILABLE -> "";
            case IN_FLIGHT -> "   (in flight: does nothing yet)";
          };
      out.println(
          Said.safe(
              ("%-" + Math.max(1, width) + "s  %s%s")
                  .formatted(capability.id(), capability.description(), status)));
    }
    if (found.isEmpty()) {
      say("No capability has " + Said.safe(term) + " in its id, name or description.");
    }
  }
}
