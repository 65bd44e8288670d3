package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may push the branch may write anything: it is one sentence, whatever it is. */
class MalformedRecordTest {
  private static final String CS_LEAD = GrantedFolder.folder(new Slug("cs-lead"));

  @TempDir Path dir;
  private ChainBranch branch;
  private TenantRecord record;

  @BeforeEach
  void oneStartedRun() throws IOException {
    branch = Chains.open(dir);
    record = new TenantRecord(branch, Samples.TENANT);
    var open = new TreeSet<>(List.of(new OpenGrant(Samples.user("a", "b"), Samples.NOON)));
    Granted granted = Samples.users("cs-lead", "usr_anita", "usr_ben");
    List<Step> steps = List.of(Samples.adds(Samples.user("cs-lead", "usr_carla")));
    var start =
        Samples.start(
            "r1",
            new Settled(granted, open),
            Samples.pins("anita@example.com", "usr_anita"),
            steps);
    assertInstanceOf(Begun.Open.class, record.begin(record.fetch(), start, Samples.clock()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run.json | - | has no run.json: something else uses the branch",
        "run.json | {} | cannot be read: run.json is of no record",
        "run.json | [] | cannot be read: run.json is not an object",
        "run.json | {\"format\" | cannot be read: run.json is not well-formed JSON",
        "run.json | `` | cannot be read",
        "steps/0001.jsonl | {} | cannot be read: steps line 1 has no cause",
        "steps/0001.jsonl | nonsense | cannot be read: steps line 1 is not well-formed JSON",
        "steps/0001.jsonl | {\"holders-of\":\"x\"} | steps line 1 has holders of another step",
        "steps/0002.jsonl | {\"id\":3} | steps line 2 has no cause",
        "open/0001.txt | x | has a line in open/ that is no grant",
        "open/0001.txt | never cs-lead user u | has a line in open/ without an instant",
        "owed/0001.jsonl | {} | cannot be read: a line of owed/ has no capabilities",
        "owed/0001.jsonl | nonsense | cannot be read: a line of owed/ is not well-formed JSON",
        "owed/0001.jsonl | `{\"roles\":[\"a\"],\"capabilities\":[],\"user\":\" \"}` | a line of"
            + " owed/ names nobody",
        "subjects/users.txt | anita | has a line without an id in subjects/users.txt",
        "subjects/users.txt | Anita x | has a name twice, or one too many",
        "subjects/owners.txt | a b | has a file where none belongs: subjects/owners.txt",
        "granted/cs-lead/users.txt | u | has a file where none belongs: granted/cs-lead/users.txt",
        "granted/00/zz/users.txt | u | has a file where none belongs: granted/00/zz/users.txt",
        "granted/ROLE/owners.txt | u | has a file where none belongs",
        "granted/ROLE/users.txt | %zz | has a name that rolecall does not write so",
        "granted/ROLE/users.txt | %75sr | has a name that rolecall does not write so",
        "granted/ROLE/users.txt | %ff | has a name that rolecall does not write so",
        "granted/ROLE/users.txt | a b | has a name that rolecall does not write so",
        "granted/ROLE/users.txt | \u00e9 | has a file that is not plain ASCII",
        "granted/ROLE/users.txt | - | has 0 grants in granted/ where its run.json counts 2",
        "granted/ROLE/users.txt | usr_anita | has 1 grants in granted/ where its run.json counts 2",
        "subjects/users.txt | - | has 0 names in subjects/ where its run.json counts 1",
        "granted/x | u | has a file where none belongs: granted/x",
      })
  void aMalformedRecordIsOneSentence(String path, String text, String clause) throws IOException {
    String content = text.equals("-") || path.equals("run.json") ? text : text + "\n";
    Chains.meddle(branch, Map.of(path.replace("ROLE", CS_LEAD), content));
    String reason = refusal();
    assertTrue(reason.contains(clause), reason);
  }

  @Test
  void aNewerRecordSaysSo() throws IOException {
    edit("\"version\": 1", "\"version\": 2");
    assertEquals(
        "The record at %s cannot be read: run.json has version 2, written by a newer rolecall; this"
                .formatted(branch.describe())
            + " one reads version 1.",
        refusal());
  }

  @Test
  void whatIsTooLargeIsNotRead() throws IOException {
    Chains.meddle(branch, Map.of("run.json", " ".repeat(1024 * 1024 + 1)));
    assertTrue(refusal().contains("has a run.json larger than 1 MiB"));
  }

  @Test
  void aBucketThatIsTooLargeIsNotRead() throws IOException {
    Chains.meddle(
        branch, Map.of("granted/" + CS_LEAD + "/users.txt", "u\n".repeat(9 * 1024 * 1024)));
    assertTrue(refusal().contains("has a file larger than 16 MiB"));
  }

  @Test
  void anIdThatIsTooLongIsNotRead() throws IOException {
    Chains.meddle(branch, Map.of("granted/" + CS_LEAD + "/users.txt", "u".repeat(4001) + "\n"));
    assertTrue(refusal().contains("has a name that rolecall does not write so"));
  }

  @Test
  void aFileThatEndsInMidLineIsNotRead() throws IOException {
    Chains.meddle(branch, Map.of("granted/" + CS_LEAD + "/users.txt", "usr_anita\nusr_b"));
    assertTrue(refusal().contains("has a file that ends in mid-line"));
  }

  @Test
  void bytesChangedAtRandomAreARecordOrASentence() throws IOException {
    String json = read("run.json");
    String steps = read("steps/0001.jsonl");
    var random = new Random(1);
    for (int i = 0; i < 150; i++) {
      Chains.meddle(
          branch,
          Map.of("run.json", mangled(json, random), "steps/0001.jsonl", mangled(steps, random)));
      RecordTip tip = record.fetch();
      if (tip instanceof RecordTip.Unreadable(String reason)) {
        assertTrue(reason.endsWith(".") && reason.length() < 700, reason);
      }
      Chains.meddle(branch, Map.of("run.json", json, "steps/0001.jsonl", steps));
    }
    assertInstanceOf(RecordTip.Known.class, record.fetch());
  }

  /** What a run was called by is told of it alone, and read when it is. */
  @ParameterizedTest
  @ValueSource(strings = {"user usr_1", "owner usr_1 anita", "user usr_1 a b", "user %zz anita"})
  void aNameThatCannotBeReadIsOfThatRunAlone(String line) throws IOException {
    Chains.meddle(branch, Map.of("names/0001.txt", line + "\n"));
    assertInstanceOf(RecordTip.Known.class, record.fetch());
    var run = assertInstanceOf(PastRun.Known.class, record.history().runs().getFirst());
    assertThrows(BrokenRecord.class, run::names);
  }

  @Test
  void optionsThatThereAreNotAreRefused() throws IOException {
    for (String options : List.of("{\"only\":[\"whim\"]}", "{\"begin\":1}", "{\"yolo\":true}")) {
      String json = read("run.json");
      edit("\"rollback\": false", "\"rollback\": false, \"options\": " + options);
      assertTrue(refusal().contains("run.json"), options);
      Chains.meddle(branch, Map.of("run.json", json));
    }
  }

  static Stream<String> places() {
    return Stream.of("granted", "subjects", "steps", "granted/" + CS_LEAD + "/users.txt");
  }

  /** What is no file would count as not there, and whom git granted would be forgotten. */
  @ParameterizedTest
  @MethodSource("places")
  void aLinkOrASubmoduleIsNotPassedOver(String path) throws IOException {
    for (FileMode mode : List.of(FileMode.SYMLINK, FileMode.GITLINK, FileMode.REGULAR_FILE)) {
      if (!mode.equals(FileMode.REGULAR_FILE) || !path.endsWith(".txt")) {
        Chains.replace(dir, path, mode);
        String refusal = refusal();
        assertTrue(refusal.contains(" is no f"), path + " " + mode + ": " + refusal);
      }
    }
  }

  @Test
  void anInstantBeyondAllYearsIsNotRead() throws IOException {
    edit("2026-11", "+1000000000-11");
    assertTrue(refusal().contains("not an instant"));
  }

  @Test
  void nothingIsWrittenOnIt() throws IOException {
    Chains.meddle(branch, Map.of("run.json", "{}"));
    RecordTip tip = record.fetch();
    var start = Samples.start("r2", Granted.nothing(), Samples.pins(), List.of());
    assertInstanceOf(Begun.Refused.class, record.begin(tip, start, Samples.clock()));
    assertInstanceOf(
        Ended.Refused.class, record.recordEmpty(tip, start, List.of(), false, Samples.NOON));
  }

  private String refusal() throws IOException {
    String reason = assertInstanceOf(RecordTip.Unreadable.class, record.fetch()).reason();
    assertTrue(reason.startsWith("The record at ") && reason.endsWith("."), reason);
    assertEquals(1, reason.lines().count());
    return reason;
  }

  private void edit(String before, String after) throws IOException {
    String json = read("run.json");
    assertTrue(json.contains(before), json);
    Chains.meddle(branch, Map.of("run.json", json.replace(before, after)));
  }

  private String read(String path) throws IOException {
    return new String(branch.read(branch.fetch().orElseThrow(), path).orElseThrow(), UTF_8);
  }

  private static String mangled(String text, Random random) {
    var chars = new StringBuilder(text);
    for (int n = random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(chars.length());
      switch (random.nextInt(3)) {
        case 0 -> chars.setCharAt(at, (char) random.nextInt(0x250));
        case 1 -> chars.setLength(at + 1);
        default -> chars.insert(at, "\":[{");
      }
    }
    return chars.toString();
  }
}
