package dev.rolecall.reconcile;

import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Suggestions;

/** Which tenant a command is about: the option, the environment, or the only one. */
public final class TenantSelector {
  private static final String VARIABLE = "ROLECALL_TENANT";

  private TenantSelector() {}

  /**
   * The tenant's settings.
   *
   * @throws InvalidInputException when none or more than one fits
   */
  public static TenantSettings of(Settings settings, Selection selection, Environment environment) {
    String named =
        selection.tenant() == null
            ? environment.variables().getOrDefault(VARIABLE, "")
            : selection.tenant();
    if (settings.tenants().isEmpty()) {
      throw new InvalidInputException(
          Problem.error(RuleId.NO_CONFIGURATION, null, "rolecall.yaml names no tenant.")
              .advising("Add one under tenants:, as rolecall init writes it."));
    }
    String names = String.join(", ", settings.tenants().keySet());
    if (named.isEmpty()) {
      if (settings.tenants().size() == 1) {
        return settings.tenants().firstEntry().getValue();
      }
      throw invalid("There is more than one tenant: " + names + ".", "Name one with --tenant.");
    }
    TenantSettings found = settings.tenants().get(named);
    if (found == null) {
      throw invalid(
          "rolecall.yaml has no tenant " + named + ".",
          Suggestions.nearest(named, settings.tenants().keySet())
              .map(near -> "Did you mean " + near + "?")
              .orElse("It has: " + names + "."));
    }
    return found;
  }

  private static InvalidInputException invalid(String message, String advice) {
    return new InvalidInputException(
        Problem.error(RuleId.UNKNOWN_TENANT, null, message).advising(advice));
  }
}
