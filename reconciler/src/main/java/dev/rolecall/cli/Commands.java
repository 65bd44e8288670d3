package dev.rolecall.cli;

import java.util.List;

/** Every command there is, in the order of the help text. */
final class Commands {
  private Commands() {}

  static List<Object> all(Surroundings surroundings) {
    return List.of(
        new InitCommand(surroundings),
        new NewCommand(surroundings),
        new ValidateCommand(surroundings),
        new PlanCommand(surroundings),
        new ApplyCommand(surroundings),
        new DriftCommand(surroundings),
        new ImportCommand(surroundings),
        new RetireCommand(surroundings),
        new CatalogueCommand(surroundings),
        new SandboxCommand(),
        new DemoCommand(surroundings),
        new CompletionCommand(surroundings));
  }
}
