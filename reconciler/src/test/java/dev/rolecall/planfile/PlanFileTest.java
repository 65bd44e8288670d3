package dev.rolecall.planfile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
  private static final Origin ORIGIN = new Origin("4f1c2ab", false, "f11e5");

  @Test
  void everyPlanReadsBackEqualAndWritesTheSameBytes() {
    for (long seed = 0; seed < 300; seed++) {
      Plan plan = new RandomPlans(seed).plan((int) (seed % 40));
      byte[] bytes = PlanFile.write(plan);
      Plan back = read(bytes);
      assertEquals(plan, back, "seed " + seed);
      assertArrayEquals(bytes, PlanFile.write(back), "seed " + seed);
    }
  }

  @Test
  void theOrderOfTheChangesDoesNotShow() {
    for (long seed = 0; seed < 50; seed++) {
      var random = new RandomPlans(seed);
      List<Change> changes = random.changes(40);
      List<Problem> findings = random.problems(4);
      byte[] bytes = PlanFile.write(RandomPlans.plan(changes, findings, ORIGIN));
      Collections.shuffle(changes, new Random(seed));
      assertArrayEquals(bytes, PlanFile.write(RandomPlans.plan(changes, findings, ORIGIN)));
    }
  }

  @Test
  void theFileIsAsciiWithOneStepALineAndEndsWithABreak() {
    Plan plan = new RandomPlans(7).plan(60);
    String text = new String(PlanFile.write(plan), US_ASCII);
    assertTrue(text.endsWith("}\n"), text);
    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), text);
    assertEquals(60, text.lines().filter(line -> line.contains("\"level\": ")).count());
  }

  @Test
  void theDigestNamesTheChangeAndNotWhoAsksForIt() {
    var random = new RandomPlans(3);
    List<Change> changes = random.changes(20);
    Plan plan = RandomPlans.plan(changes, List.of(), ORIGIN);
    String digest = PlanFile.digest(plan);
    assertTrue(digest.matches("[0-9a-f]{64}"), digest);

    var moved = new Origin("9be21d0", true, ORIGIN.files());
    var note = Problem.note(RuleId.TAKES_OVER, null, "Said only there.");
    Plan elsewhere = RandomPlans.plan(changes, List.of(note), moved);
    List<Step> waiting =
        elsewhere.steps().stream()
            .map(s ->
                new Step(s.id(), s.level(), Portion.ALREADY_WAITING, s.change(), s.dependsOn()))
            .toList();
    var inThePullRequest =
        new Plan(
            elsewhere.basis(),
            waiting,
            Notices.none(),
            elsewhere.findings(),
            elsewhere.verdict(),
            null);
    assertEquals(digest, PlanFile.digest(inThePullRequest));

    assertNotEquals(
        digest, PlanFile.digest(RandomPlans.plan(changes.subList(1, 20), List.of(), ORIGIN)));
    var files = new Origin(ORIGIN.commit(), false, "0ther");
    assertNotEquals(digest, PlanFile.digest(RandomPlans.plan(changes, List.of(), files)));
    var error = Problem.error(RuleId.RETIRED_SLUG, null, "No.");
    assertNotEquals(digest, PlanFile.digest(RandomPlans.plan(changes, List.of(error), ORIGIN)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "steps: []",
        "{\"format\":\"rolecall-drift\",\"version\":1}",
        "{\"format\":\"rolecall-plan\"}",
        "{\"format\":\"rolecall-plan\",\"version\":2}",
        "{\"format\":\"rolecall-plan\",\"version\":\"1\"}",
        "{\"format\":\"rolecall-plan\",\"version\":99999999999999999999}",
        "{\"format\":\"rolecall-plan\",\"format\":\"rolecall-plan\"}"
      })
  void whatIsNoPlanFileIsRefused(String text) {
    Problem problem = refusal(text.getBytes(UTF_8));
    assertEquals(RuleId.PLAN_FILE, problem.rule());
    assertTrue(problem.message().startsWith("plan.json "), problem.message());
  }

  @Test
  void anotherVersionSaysSo() {
    Problem problem = refusal("{\"format\":\"rolecall-plan\",\"version\":1}".getBytes(UTF_8));
    assertEquals(
        "plan.json has another version of the plan format than 2, the one that this rolecall"
            + " reads.",
        problem.message());
  }

  @ParameterizedTest
  @CsvSource({
    "\"commit\": \"4f1c2ab\", \"commit\": \"5a1c2ab\"",
    "\"dirty\": false, \"dirty\": true",
    "\"cause\": \"drift\", \"cause\": \"pending\"",
    "\"line\": 1, \"line\": 21"
  })
  void anEditIsNoticed(String before, String after) {
    String text = new String(PlanFile.write(sample()), UTF_8);
    String edited = text.replace(before, after);
    assertNotEquals(text, edited);
    assertEquals(
        "plan.json was edited after it was written: its digest differs.",
        refusal(edited.getBytes(UTF_8)).message());
  }

  @Test
  void anUnknownEntryIsRefusedWithItsPlace() {
    String text = new String(PlanFile.write(sample()), UTF_8);
    String edited = text.replaceFirst("\"level\": ", "\"force\": true, \"level\": ");
    assertEquals(
        "plan.json steps[0] has an entry that this version does not know.",
        refusal(edited.getBytes(UTF_8)).message());
  }

  @Test
  void layoutMayBeChangedAsLongAsTheContentIsNot() {
    Plan plan = sample();
    String text = new String(PlanFile.write(plan), UTF_8);
    byte[] squeezed = text.replaceAll("\n *", "").getBytes(UTF_8);
    assertEquals(plan, read(squeezed));
  }

  @Test
  void brokenBytesAreRefusedAndNeverMore() {
    byte[] bytes = PlanFile.write(sample());
    for (int length = 0; length < bytes.length - 2; length += 97) {
      refusal(Arrays.copyOf(bytes, length));
    }
    var random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] broken = bytes.clone();
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      try {
        assertEquals(sample(), read(broken));
      } catch (InvalidInputException e) {
        assertEquals(RuleId.PLAN_FILE, e.problems().getFirst().rule());
      }
    }
  }

  @Test
  void deepNestingIsRefused() {
    String text = "{\"format\":\"rolecall-plan\",\"version\":1,\"digest\":" + "[".repeat(100_000);
    refusal(text.getBytes(UTF_8));
    String origin =
        "{\"format\":\"rolecall-plan\",\"version\":1,\"digest\":\"\",\"checksum\":\"\","
            + "\"tenant\":\"\",\"origin\":";
    refusal((origin + "[".repeat(100_000)).getBytes(UTF_8));
  }

  @Test
  void aHundredThousandStepsAreFast() {
    var changes = new ArrayList<Change>();
    for (int i = 0; i < 100_000; i++) {
      var user = new Subject(SubjectKind.USER, "usr_" + i, "user" + i + "@example.com");
      var at = new SourceRef("roles/everybody.yaml", i + 1, 5);
      changes.add(
          new Change.AssignmentAdded(new Slug("everybody"), user, null, null, Cause.PENDING, at));
    }
    Plan plan = RandomPlans.plan(changes, List.of(), ORIGIN);
    assertTimeout(
        // Quadratic work would take hours; a machine with much else to do takes its time.
        Duration.ofMinutes(15), () -> assertEquals(plan, read(PlanFile.write(plan))));
  }

  @Test
  void whatHasNoEndIsRefused() throws IOException {
    byte[] bytes = PlanFile.write(sample());
    byte[] padded = Arrays.copyOf(bytes, (1 << 20) + 1);
    Arrays.fill(padded, bytes.length, padded.length, (byte) '\n');
    var thrown =
        assertThrows(
            InvalidInputException.class,
            () -> PlanFile.read(new ByteArrayInputStream(padded), "plan.json", 1 << 20));
    assertEquals(
        "plan.json is larger than 1 MiB, and no plan is.", thrown.problems().getFirst().message());
    var fits = new ByteArrayInputStream(padded, 0, 1 << 20);
    assertEquals(sample(), PlanFile.read(fits, "plan.json", 1 << 20));
  }

  @Test
  void aDiskThatFailsIsNoBrokenPlan() {
    var failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Input/output error");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    assertThrows(IOException.class, () -> PlanFile.read(failing, "plan.json"));
  }

  private static Plan read(byte[] bytes) {
    try {
      return PlanFile.read(new ByteArrayInputStream(bytes), "plan.json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Plan sample() {
    return RandomPlans.plan(new RandomPlans(11).changes(30), List.of(), ORIGIN);
  }

  private static Problem refusal(byte[] bytes) {
    var thrown = assertThrows(InvalidInputException.class, () -> read(bytes));
    return thrown.problems().getFirst();
  }
}
