package dev.rolecall.desired.bind;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.desired.yaml.YamlReader;
import dev.rolecall.model.Approval;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The schema, the forms and the model name the same guards and the same numbers. */
class ApprovalFormTest {
  private static final Path SCHEMA =
      Path.of(System.getProperty("rolecall.root"), "schema", "approval.schema.json");

  private static MapNode properties() throws IOException {
    var parsed = YamlReader.read("approval.schema.json", Files.readAllBytes(SCHEMA));
    return map((MapNode) parsed.documents().getFirst(), "properties");
  }

  @Test
  void everyGuardThatCanBeLiftedHasAForm() throws IOException {
    Set<String> rules = ids(Approval.RULES);
    assertEquals(
        rules,
        ApprovalForm.ALL.stream()
            .map(form -> form.rule().id())
            .collect(toCollection(TreeSet::new)));
    assertEquals(
        rules,
        map(properties(), "rule").items("enum").stream()
            .map(word -> ((ScalarNode) word).text())
            .collect(toCollection(TreeSet::new)));
  }

  @Test
  void everyMeasureIsAKeyWithTheSameLimits() throws IOException {
    MapNode properties = properties();
    for (Measure measure : Measure.values()) {
      MapNode number = map(properties, measure.word());
      assertEquals("0", limit(number, "minimum"));
      assertEquals("10000000", limit(number, "maximum"));
    }
  }

  private static MapNode map(MapNode map, String key) {
    return (MapNode) requireNonNull(map.get(key), key);
  }

  private static String limit(MapNode number, String key) {
    return ((ScalarNode) requireNonNull(number.get(key), key)).text();
  }

  private static Set<String> ids(Set<RuleId> rules) {
    return rules.stream().map(RuleId::id).collect(toCollection(TreeSet::new));
  }
}
