package dev.rolecall.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in numbers that nobody writes by hand: what is said of them stays right. */
class ManyNamesTest {
  private static final String ROLE =
      "kind: Role\nslug: alpha\nname: A\ndescription: d\ncapabilities:";

  @TempDir Path folder;

  /** Two to the twelfth names with one hash code. */
  private static List<String> colliding() {
    List<String> names = List.of("");
    for (int i = 0; i < 12; i++) {
      var longer = new ArrayList<String>();
      for (String name : names) {
        longer.add(name + "Aa");
        longer.add(name + "BB");
      }
      names = longer;
    }
    return names;
  }

  private List<Problem> problemsOf(String text) throws IOException {
    Repositories.write(folder, "rolecall.yaml", Repositories.SETTINGS);
    Repositories.write(folder, "roles/a.yaml", text);
    return Repositories.load(folder).problems().stream()
        .filter(problem -> problem.rule() != RuleId.NO_CATALOGUE)
        .toList();
  }

  @Test
  void namesWithOneHashCode() throws IOException {
    var text = new StringBuilder(ROLE + " []\nassignments:\n  users:\n");
    colliding().forEach(name -> text.append("    - ").append(name).append('\n'));
    assertEquals(List.of(), problemsOf(text.toString()));
    text.append("    - ").append(colliding().getFirst()).append('\n');
    assertTrue(
        problemsOf(text.toString()).stream().anyMatch(p -> p.rule() == RuleId.REPEATED_ITEM));
  }

  @Test
  void everyUnknownKeyIsTold() throws IOException {
    var text = new StringBuilder(ROLE + " []\n");
    colliding().forEach(name -> text.append(name).append(": x\n"));
    assertEquals(4096, problemsOf(text.toString()).size());
  }

  @Test
  void theFirstUnknownNamesHaveASuggestion() throws IOException {
    var catalogue = new StringBuilder("kind: Catalogue\ntenant: production\ncapabilities:\n");
    var text = new StringBuilder(ROLE + "\n");
    for (int i = 0; i < 1000; i++) {
      catalogue.append(
          "  - { area: area%04d, action: act, name: x, description: x, status: available }\n"
              .formatted(i));
      text.append("  - arae%04d:act\n".formatted(i));
    }
    Repositories.write(folder, "catalogue/production.yaml", catalogue + "system-roles: []\n");
    List<Problem> problems = problemsOf(text.toString());
    assertEquals(1000, problems.size());
    assertEquals(
        100,
        problems.stream()
            .map(Problem::advice)
            .filter(advice -> String.valueOf(advice).startsWith("Did you mean area"))
            .count());
  }

  @Test
  void aLimitOfThreeLettersIsKept() {
    var known = List.of("users:reset-password");
    assertEquals(Optional.of(known.getFirst()), Suggestions.nearest("users:rest-pasword", known));
    assertEquals(
        Optional.of(known.getFirst()), Suggestions.nearest("suers:reset-passwrods", known));
    assertEquals(Optional.empty(), Suggestions.nearest("users:reste-pwassrods", known));
    assertEquals(Optional.of("plan"), Suggestions.nearest("paln", List.of("apply", "plan")));
  }
}
