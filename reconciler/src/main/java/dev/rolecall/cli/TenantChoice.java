package dev.rolecall.cli;

import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.NearNames;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tenant a command is about: the option, the environment, or the only one. */
final class TenantChoice {
  private static final String VARIABLE = "ROLECALL_TENANT";

  private TenantChoice() {}

  static TenantSettings of(
      Settings settings, @Nullable String option, Map<String, String> environment) {
    String named = option == null ? environment.getOrDefault(VARIABLE, "") : option;
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
          NearNames.nearest(named, settings.tenants().keySet())
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
