package dev.rolecall.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class WorkflowRulesTest {

  @Test
  void workflowsAreSafe() throws IOException {
    var found = new TreeSet<String>();
    try (var files = Files.list(Code.REPOSITORY.resolve(".github/workflows"))) {
      var all = files.sorted().toList();
      assertTrue(all.size() >= 4, all::toString);
      for (var file : all) {
        found.addAll(WorkflowRules.violations(file.getFileName().toString(), Code.read(file)));
      }
    }
    assertEquals(Set.of(), found);
  }

  @Test
  void dependabotFileIsYaml() {
    var text = Code.read(Code.REPOSITORY.resolve(".github/dependabot.yml"));
    assertTrue(
        String.valueOf(new Load(LoadSettings.builder().build()).loadFromString(text))
            .contains("github-actions"));
  }

  @Test
  void theRulesFindWhatTheyAreFor() {
    var bad =
        """
        on: { pull_request_target: {} }
        jobs:
          one:
            steps:
              - uses: actions/checkout@v5
              - uses: someone/thing@main
              - run: echo ${{ github.head_ref }}
              - run: echo "$FINE"
                env: { FINE: "${{ github.head_ref }}" }
        """;
    assertEquals(
        new TreeSet<>(
            List.of(
                "bad.yml: one: no timeout-minutes",
                "bad.yml: one: step 1: a checkout that does not say persist-credentials",
                "bad.yml: one: step 2: someone/thing@main is not pinned to a version",
                "bad.yml: one: step 3: an expression in a script; pass it through env",
                "bad.yml: pull_request_target runs a stranger's branch with our secrets",
                "bad.yml: says no permissions")),
        WorkflowRules.violations("bad.yml", bad));
  }
}
