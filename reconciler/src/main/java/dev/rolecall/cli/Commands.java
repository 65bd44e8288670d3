package dev.rolecall.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Every command there is, in the order of the help text. */
final class Commands {
  private final SequencedMap<String, Supplier<Object>> byName = new LinkedHashMap<>();

  Commands(Surroundings surroundings) {
    byName.put("init", () -> new InitCommand(surroundings));
    byName.put("new", () -> new NewCommand(surroundings));
    byName.put("validate", () -> new ValidateCommand(surroundings));
    byName.put("plan", () -> new PlanCommand(surroundings));
    byName.put("apply", () -> new ApplyCommand(surroundings));
    byName.put("drift", () -> new DriftCommand(surroundings));
    byName.put("import", () -> new ImportCommand(surroundings));
    byName.put("retire", () -> new RetireCommand(surroundings));
    byName.put("catalogue", () -> new CatalogueCommand(surroundings));
    byName.put("doctor", () -> new DoctorCommand(surroundings));
    byName.put("sandbox", SandboxCommand::new);
    byName.put("demo", () -> new DemoCommand(surroundings));
    byName.put("completion", () -> new CompletionCommand(surroundings));
  }

  /**
   * Those that these arguments can be about: one when it is named first, so that it starts fast.
   */
  List<Object> neededFor(String... arguments) {
    Supplier<Object> only = arguments.length == 0 ? null : byName.get(arguments[0]);
    return only == null || arguments[0].equals("completion")
        ? byName.sequencedValues().stream().map(Supplier::get).toList()
        : List.of(only.get());
  }
}
