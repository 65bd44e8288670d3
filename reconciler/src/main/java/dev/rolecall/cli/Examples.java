package dev.rolecall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How each command is used, in its help. */
final class Examples {
  private static final String SECTION = "examples";

  /** A line each: what is typed, without {@code rolecall}. */
  static final Map<String, List<String>> OF =
      Map.ofEntries(
          Map.entry("init", List.of("init roles")),
          Map.entry(
              "new", List.of("new \"CS Lead\"", "new \"\u7ba1\u7406\u8005\" --slug kanrisha")),
          Map.entry("validate", List.of("validate", "validate --base origin/main")),
          Map.entry(
              "plan",
              List.of(
                  "plan",
                  "plan --base origin/main --report markdown=plan.md",
                  "plan --out plan.json --detailed-exitcode")),
          Map.entry(
              "apply",
              List.of(
                  "apply",
                  "apply --plan plan.json",
                  "apply --approve --wait 10m",
                  "apply --only drift --approve")),
          Map.entry(
              "hold",
              List.of(
                  "hold --for 4h --reason \"The merge of 10:04 took too much.\"",
                  "hold",
                  "hold --release")),
          Map.entry(
              "undo", List.of("undo 3f2a1b9c", "undo 3f2a1b9c --as temp-contractor=contractor-2")),
          Map.entry("drift", List.of("drift", "drift --format json")),
          Map.entry(
              "history",
              List.of("history", "history anita@example.com", "history cs-lead --format json")),
          Map.entry(
              "import",
              List.of(
                  "import --only definitions",
                  "import --role cs-lead",
                  "import --select 'audit-*' --out ../copy")),
          Map.entry("retire", List.of("retire cs-lead --reason \"The team is gone.\"")),
          Map.entry("catalogue", List.of("catalogue mfa", "catalogue --refresh")),
          Map.entry("doctor", List.of("doctor", "doctor --apply")),
          Map.entry("sandbox", List.of("sandbox", "sandbox --port 8085 --data tenant.json")),
          Map.entry("demo", List.of("demo")),
          Map.entry("completion", List.of("completion bash")),
          Map.entry("help", List.of("help plan")));

  private Examples() {}

  /** Puts them into the help of each command, before the exit codes. */
  static void into(CommandLine all) {
    all.getSubcommands()
        .forEach((name, line) -> {
          List<String> examples = OF.getOrDefault(name, List.of());
          var keys = new ArrayList<>(line.getHelpSectionKeys());
          keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), SECTION);
          line.setHelpSectionKeys(keys);
          line.getHelpSectionMap().put(SECTION, _ -> text(examples));
        });
  }

  private static String text(List<String> examples) {
    var text = new StringBuilder(System.lineSeparator() + "Examples" + System.lineSeparator());
    examples.forEach(
        example -> text.append("  rolecall ").append(example).append(System.lineSeparator()));
    return text.toString();
  }
}
