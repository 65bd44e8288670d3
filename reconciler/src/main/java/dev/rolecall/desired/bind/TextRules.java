package dev.rolecall.desired.bind;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.Set;

/** Whether this kind of tenant takes the texts of roles and capabilities. */
final class TextRules {
  /** What the schemas allow; beyond it, they have complained already. */
  private static final int NAME = 255;

  private static final int DESCRIPTION = 1000;

  private final String tenant;
  private final TenantFeatures features;
  private final Set<Problem> problems;

  TextRules(String tenant, TenantFeatures features, Set<Problem> problems) {
    this.tenant = tenant;
    this.features = features;
    this.problems = problems;
  }

  void role(DesiredRole role) {
    name(role.name().value(), role.slug().value(), role.name().at());
    description(role.description().value(), role.description().at());
  }

  void capability(DesiredCapability capability) {
    CapabilityDefinition definition = capability.definition();
    String action = definition.id().action();
    length("The area", definition.id().area(), features.nameLength(), NAME, capability.at());
    length("The action", action, features.nameLength(), NAME, capability.at());
    if (features.roleArea() == null && action.contains(":")) {
      bad("action must not have a colon, but is " + Words.shown(action) + ".", capability.at());
    }
    name(definition.name(), action, capability.at());
    description(definition.description(), capability.at());
  }

  /** A name may be padded where the tenant has it so; only it can say. */
  private void name(String name, String own, SourceRef at) {
    length("The name", name, features.nameLength(), NAME, at);
    if (!name.equals(own) && !name.equals(name.strip())) {
      String message =
          "The name \"%s\" starts or ends with white space.".formatted(Words.shown(name));
      problems.add(Problem.warning(RuleId.PADDED_NAME, at, message));
    }
  }

  private void description(String text, SourceRef at) {
    length("The description", text, features.textLength(), DESCRIPTION, at);
  }

  private void length(String what, String text, int limit, int schemaLimit, SourceRef at) {
    int length = text.codePointCount(0, text.length());
    if (length > limit && length <= schemaLimit) {
      String message =
          "%s has %,d characters; %s takes %,d.".formatted(what, length, tenant, limit);
      problems.add(Problem.error(RuleId.TOO_LONG, at, message));
    }
  }

  private void bad(String message, SourceRef at) {
    problems.add(Problem.error(RuleId.BAD_VALUE, at, message));
  }
}
