package dev.rolecall.desired.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.problem.Problem;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  private static final String VALID =
      """
      # a comment
      kind: Role
      slug: cs-lead
      name: "CS \\u00dcber Lead"
      description: >
        Recovers passwords
        for customers.
      capabilities: [ audit:read, 'users:view', { area: a, action: b } ]
      assignments:
        users:
          - anita@example.com
          - { user: sam@example.com, expires: 2027-01-31 }
      ---
      kind: Assignment
      role: viewer
      """;

  @Test
  void keepsPlacesInCodePointsAndOffsets() {
    String text = "\uD83D\uDE00: { a: [ x, 'y z' ] }\nb:\n  - c\n";
    var map = assertInstanceOf(MapNode.class, only(text));
    var inner = assertInstanceOf(MapNode.class, map.get("\uD83D\uDE00"));
    assertEquals("f.yaml:1:4", inner.at().toString());
    Node quoted = inner.items("a").get(1);
    assertEquals("f.yaml:1:14", quoted.at().toString());
    int from = text.offsetByCodePoints(0, quoted.start());
    int to = text.offsetByCodePoints(0, quoted.end());
    assertEquals("'y z'", text.substring(from, to));
    assertEquals("f.yaml:3:5", map.items("b").getFirst().at().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "12, INTEGER",
    "-0x1F, STRING",
    "0x1F, INTEGER",
    "0o17, INTEGER",
    "1.5e3, FLOAT",
    ".inf, FLOAT",
    "-.INF, FLOAT",
    ".nan, FLOAT",
    "1., FLOAT",
    "., STRING",
    "-, STRING",
    "true, BOOLEAN",
    "False, BOOLEAN",
    "yes, STRING",
    "on, STRING",
    "2026-12-01, STRING",
    "1_000, STRING",
    "1.2.3, STRING",
    "127.0.0.1, STRING",
    "nullable, STRING",
    "+1, INTEGER",
    "1e3, FLOAT"
  })
  void typesFollowTheCoreSchema(String text, ScalarNode.Type type) {
    assertEquals(type, CoreSchema.typeOf(text));
  }

  /** What a tenant holds can be written, where the reader sees it: as an escape. */
  @Test
  void anEscapeMayStandForWhatIsNotSeen() {
    var scalar = assertInstanceOf(ScalarNode.class, only("\"\\0\\t\\r\\u202e\\ufffe\\U0010ffff\""));
    assertEquals("\0\t\r\u202e\ufffe\udbff\udfff", scalar.text());
    assertTrue(scalar.hidden().isPresent());
  }

  @Test
  void quotedTextsAreTexts() {
    var list = assertInstanceOf(ListNode.class, only("[ '12', \"true\", '~', '' ]"));
    for (Node item : list.items()) {
      assertEquals(ScalarNode.Type.STRING, ((ScalarNode) item).type());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: 1\\n? [b]\\n: 2'| wrong-type f.yaml:2:3",
        "'a: 1\\n2: 2'| wrong-type f.yaml:2:1",
        "'a: ~'| null-value f.yaml:1:4",
        "'a:\\nb: 1'| null-value f.yaml:1:1",
        "'- a\\n-\\n- b'| null-value f.yaml:2:2",
        "'a: &x [ *x ]'| anchor f.yaml:1:4, alias f.yaml:1:9",
        "'%YAML 1.1\\n---\\na: 1'| tag f.yaml:1:1",
        "'a: !x 1'| tag f.yaml:1:4",
        "'a: \"\\\\ud800\"'| control-character f.yaml:1:4",
        "'a: \"\\\\UFFFFFFFF\"'| yaml-syntax f.yaml:1:1",
        "'a: \"open'| yaml-syntax f.yaml:1:9",
        "'a: [ b\\nc: d'| yaml-syntax f.yaml:2:2",
        "'a: @b'| yaml-syntax f.yaml:1:4",
        "'# nothing'| empty-document f.yaml",
        "''| empty-document f.yaml",
        "'a: b\\rc: d\\r'| 'control-character f.yaml:1:5, control-character f.yaml:2:5'",
      })
  void refuses(String text, String expected) {
    assertEquals(expected, said(text.translateEscapes().getBytes(UTF_8)));
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertEquals(
        "invalid-utf8 f.yaml:2:4", said(new byte[] {'a', '\n', 'b', ':', ' ', (byte) 0xE9}));
    assertEquals("byte-order-mark f.yaml:1:1", said("\uFEFFa: b".getBytes(UTF_8)));
    assertEquals("invalid-utf8 f.yaml:1:1", said(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0}));
    assertEquals("control-character f.yaml:1:5", said("a: b\0c".getBytes(UTF_8)));
    assertEquals("invalid-utf8 f.yaml:1:1", said(new byte[1000]));
  }

  @Test
  void documentsBeforeASyntaxErrorRemain() {
    Parsed parsed = read("a: 1\n---\nb: [\n");
    assertEquals(1, parsed.documents().size());
    assertEquals(false, parsed.complete());
  }

  @Test
  void aRuleBrokenOftenIsCounted() {
    Parsed parsed = read("a: 1\n".repeat(500));
    assertEquals(21, parsed.problems().size());
    assertTrue(parsed.problems().getLast().message().startsWith("479 more places"));
  }

  @Test
  void whateverTheBytesItNeverThrows() {
    byte[] valid = VALID.getBytes(UTF_8);
    assertEquals(List.of(), YamlReader.read("f.yaml", valid).problems());
    var random = new Random(20261123);
    String odd = "\"'[]{}:,-?&*!|>%@`#\\\n\r\t\0 ~<=";
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = valid.clone();
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        int at = random.nextInt(bytes.length);
        bytes[at] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) odd.charAt(random.nextInt(odd.length()));
      }
      Parsed parsed = YamlReader.read("f.yaml", bytes);
      assertTrue(parsed.complete() || !parsed.problems().isEmpty());
    }
  }

  private static Node only(String text) {
    Parsed parsed = read(text);
    assertEquals(List.of(), parsed.problems());
    return parsed.documents().getFirst();
  }

  private static Parsed read(String text) {
    return YamlReader.read("f.yaml", text.getBytes(UTF_8));
  }

  private static String said(byte[] bytes) {
    var said = new StringBuilder();
    for (Problem problem : YamlReader.read("f.yaml", bytes).problems()) {
      said.append(said.isEmpty() ? "" : ", ")
          .append(problem.rule().id())
          .append(' ')
          .append(problem.at());
    }
    return said.toString();
  }
}
