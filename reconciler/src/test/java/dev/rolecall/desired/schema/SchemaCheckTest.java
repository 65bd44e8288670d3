package dev.rolecall.desired.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.YamlReader;
import dev.rolecall.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaCheckTest {
  private static final Path SCHEMAS = Path.of(System.getProperty("rolecall.root"), "schema");

  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void theExamplesOfASchemaAreValid(DocumentKind kind) throws IOException {
    var schema = (MapNode) node(Files.readString(SCHEMAS.resolve(kind.schema() + ".schema.json")));
    List<Node> examples = schema.items("examples");
    assertFalse(examples.isEmpty());
    examples.forEach(example -> assertEquals(List.of(), new SchemaCheck().document(example)));
  }

  /**
   * The library words a {@code not} that fails with Jackson's mapper, also inside {@code if}, where
   * nobody reads it: that was a fifth of a small {@code validate}.
   */
  @ParameterizedTest
  @EnumSource(DocumentKind.class)
  void noSchemaOfADocumentSaysNot(DocumentKind kind) throws IOException {
    var text = Files.readString(SCHEMAS.resolve(kind.schema() + ".schema.json"));
    assertFalse(text.contains("\"not\""));
  }

  @Test
  void theExampleOfTheSettingsIsValid() throws IOException {
    var schema = (MapNode) node(Files.readString(SCHEMAS.resolve("rolecall.schema.json")));
    schema.items("examples").forEach(e -> assertEquals(List.of(), SchemaCheck.settings(e)));
  }

  /** What an editor loads: one schema for all kinds, with relative references. */
  @Test
  void theUmbrellaAgreesWithTheKinds() throws IOException {
    Map<String, String> files = new HashMap<>();
    for (DocumentKind kind : DocumentKind.values()) {
      String name = kind.schema() + ".schema.json";
      files.put("file:///schema/" + name, Files.readString(SCHEMAS.resolve(name)));
    }
    String umbrella = Files.readString(SCHEMAS.resolve("document.schema.json"));
    files.put(
        "file:///schema/document.schema.json",
        umbrella.replace("\"$id\": \"", "\"$id\": \"file:///schema/"));
    var registry = SchemaRegistry.withDialect(Dialects.getDraft202012(), b -> b.schemas(files));
    var schema = registry.getSchema(SchemaLocation.of("file:///schema/document.schema.json"));
    String good = "kind: RetiredRole\nslug: a\nretired: 2026-01-01\nreason: x\n";
    assertEquals(List.of(), schema.validate(JsonTree.of(node(good))));
    assertFalse(schema.validate(JsonTree.of(node(good + "more: 1\n"))).isEmpty());
    assertFalse(schema.validate(JsonTree.of(node("kind: Nothing\n"))).isEmpty());
  }

  /** Names that were valid in one document are not judged again in the next; the places stay. */
  @Test
  void whatWasSeenBeforeMovesNoPlace() {
    String role = "kind: Assignment\nrole: viewer\nusers:\n  - a@x\n  - b@x\n";
    var check = new SchemaCheck();
    for (int times = 0; times < 2; times++) {
      assertEquals(List.of(), check.document(node(role)));
      for (String bad : List.of("\"\"", "12", "{ user: c@x, id: \"\" }")) {
        List<Problem> found = check.document(node(role + "  - " + bad + "\n"));
        assertEquals(
            List.of(6),
            found.stream().map(problem -> requireNonNull(problem.at()).line()).toList(),
            found::toString);
      }
    }
  }

  @Test
  void everyErrorIsSaidAtItsPlaceInOneRun() {
    String text =
        """
        kind: Role
        slug: ""
        name: "two\\nlines"
        descripton: x
        capabilities: [ audit-read, { area: a }, 7, { area: a, action: "b:c" } ]
        manage: { groups: sometimes, people: add }
        assignments:
          users: [ { user: a@example.com, expires: 2027 }, [ b ] ]
          groups: nobody
        tenants: []
        """;
    assertEquals(
        """
        4:1 unknown-key This Role has no key descripton.
        1:1 missing-key This Role lacks the key description.
        """,
        linesAbout(text, "descripton", "description"));
    String all = lines(new SchemaCheck().document(node(text)));
    for (String line :
        List.of(
            "2:7 bad-value slug must be a text that is not empty, for example cs-lead",
            "5:17 bad-value An item of capabilities must be area:action, for example"
                + " users:reset-password",
            "5:29 missing-key An item of capabilities lacks the key action.",
            "5:42 wrong-type An item of capabilities must be a text or a mapping, but is the number"
                + " 7.",
            "6:19 bad-value groups must be exact, add or observe",
            "6:30 unknown-key manage has no key people.",
            "8:44 wrong-type expires must be a text, but is the number 2027.",
            "8:52 wrong-type An item of users must be a text or a mapping, but is a list.",
            "9:11 wrong-type groups must be a list, but is the text \"nobody\".",
            "10:10 bad-value tenants is empty.")) {
      assertTrue(all.contains(line), () -> line + "\nnot in\n" + all);
    }
  }

  @Test
  void aSecretIsNeverShown() {
    String text =
        """
        version: 1
        tenants:
          t:
            provider: tenant-api
            url: https://t.example
            credentials: { client-id: id, client-secret: [ hunter2 ] }
            apply-credentials: { client-id: id, client-secret: { env: "hunter2 !", vault: hunter2 } }
        """;
    String said = lines(SchemaCheck.settings(node(text)));
    assertFalse(said.isEmpty());
    assertFalse(said.contains("hunter2"), said);
  }

  private static String linesAbout(String text, String... words) {
    var some = new StringBuilder();
    for (String line : lines(new SchemaCheck().document(node(text))).split("\n", -1)) {
      for (String word : words) {
        if (line.endsWith("key " + word + ".")) {
          some.append(line).append('\n');
        }
      }
    }
    return some.toString()
        .lines()
        .sorted(Comparator.reverseOrder())
        .reduce("", (a, b) -> a + b + "\n");
  }

  private static String lines(List<Problem> problems) {
    var lines = new StringBuilder();
    for (Problem problem : problems) {
      String at = String.valueOf(problem.at()).substring("f.yaml:".length());
      lines
          .append(at)
          .append(' ')
          .append(problem.rule().id())
          .append(' ')
          .append(problem.message())
          .append('\n');
    }
    return lines.toString();
  }

  private static Node node(String text) {
    var parsed = YamlReader.read("f.yaml", text.getBytes(UTF_8));
    assertEquals(List.of(), parsed.problems());
    Node node = parsed.documents().getFirst();
    assertFalse(node instanceof ListNode);
    return node;
  }
}
