package dev.rolecall.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/** Every command there is, in the order of the help text. */
final class Commands {
  /** Those that speak of the others. */
  private static final Set<String> OF_ALL = Set.of("completion", "help");

  private final SequencedMap<String, Supplier<Object>> byName = new LinkedHashMap<>();

  Commands(CliContext context) {
    byName.put("init", () -> new InitCommand(context));
    byName.put("new", () -> new NewCommand(context));
    byName.put("validate", () -> new ValidateCommand(context));
    byName.put("plan", () -> new PlanCommand(context));
    byName.put("apply", () -> new ApplyCommand(context));
    byName.put("undo", () -> new UndoCommand(context));
    byName.put("hold", () -> new HoldCommand(context));
    byName.put("drift", () -> new DriftCommand(context));
    byName.put("history", () -> new HistoryCommand(context));
    byName.put("import", () -> new ImportCommand(context));
    byName.put("retire", () -> new RetireCommand(context));
    byName.put("catalogue", () -> new CatalogueCommand(context));
    byName.put("doctor", () -> new DoctorCommand(context));
    byName.put("sandbox", SandboxCommand::new);
    byName.put("demo", () -> new DemoCommand(context));
    byName.put("completion", () -> new CompletionCommand(context));
    byName.put("help", HelpCommand::new);
  }

  /**
   * Those that these arguments can be about: one when it is named first, so that it starts fast.
   */
  List<Object> neededFor(String... arguments) {
    Supplier<Object> only = arguments.length == 0 ? null : byName.get(arguments[0]);
    return only == null || OF_ALL.contains(arguments[0])
        ? byName.sequencedValues().stream().map(Supplier::get).toList()
        : List.of(only.get());
  }
}
