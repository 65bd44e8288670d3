package dev.rolecall.cli;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.model.Capability;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.reconcile.CatalogueRefresh;
import dev.rolecall.reconcile.DesiredLoader;
import dev.rolecall.reconcile.RolesRepository;
import dev.rolecall.reconcile.TenantSelector;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final JudgeOption judge = new JudgeOption();

  CatalogueCommand(CliContext context) {
    super(context);
  }

  @Override
  @Nullable String base() {
    return judge.base;
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    try (var repository = repository()) {
      Settings settings = repository.settings();
      TenantSettings tenant = TenantSelector.of(settings, selection(), context.environment());
      if (refresh) {
        refresh(tenant, repository);
        if (term.isEmpty()) {
          return ExitCode.DONE;
        }
      }
      RepositoryContent loaded = new DesiredLoader(repository, context.clock().instant()).load();
      Catalogue catalogue = loaded.catalogues().get(tenant.name());
      if (catalogue == null) {
        throw new InvalidInputException(
            Problem.error(
                RuleId.NO_CATALOGUE, null, tenant.name() + " has no committed catalogue."));
      }
      list(catalogue);
      return ExitCode.DONE;
    }
  }

  private void refresh(TenantSettings tenant, RolesRepository repository)
      throws IOException, TenantException {
    if (options.ref != null) {
      throw usage("--refresh writes to the working tree, so it takes no --ref.");
    }
    try (var connection = connection(tenant, repository)) {
      var refreshed =
          CatalogueRefresh.of(tenant, repository, connection.reader(), context.clock().instant());
      say(refreshed.wrote() ? "wrote " + refreshed.file() : refreshed.file() + " is up to date");
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
    for (Capability capability : found) {
      String status =
          switch (capability.status()) {
            case AVAILABLE -> "";
            case IN_FLIGHT -> "   (in flight: does nothing yet)";
          };
      print(
          ("%-" + Math.max(1, width) + "s  %s%s")
              .formatted(capability.id(), capability.description(), status));
    }
    if (found.isEmpty()) {
      say("No capability has " + term + " in its id, name or description.");
    }
  }
}
