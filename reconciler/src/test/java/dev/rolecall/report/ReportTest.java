package dev.rolecall.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.planfile.RandomPlans;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final Map<String, Report> SAMPLES =
      Map.ofEntries(
          Map.entry("plan", Samples.planned()),
          Map.entry("plan-empty", Samples.empty()),
          Map.entry("plan-blocked", Samples.blocked()),
          Map.entry("validate-invalid", Samples.invalid()),
          Map.entry("validate-valid", Samples.valid()),
          Map.entry("apply-complete", Samples.complete()),
          Map.entry("apply-incomplete", Samples.incomplete()),
          Map.entry("apply-stale", Samples.stale()),
          Map.entry("drift", Samples.drifted()),
          Map.entry("drift-none", Samples.steady()),
          Map.entry("drift-held", HeldSamples.held()),
          Map.entry("drift-held-many", HeldSamples.many()),
          Map.entry("plan-sessions", SessionSamples.planned()),
          Map.entry("plan-sessions-owed", SessionSamples.owed()),
          Map.entry("apply-sessions", SessionSamples.applied()),
          Map.entry("drift-sessions", SessionSamples.drifted()),
          Map.entry("history", Told.everything()),
          Map.entry("history-person", Told.person()),
          Map.entry("history-run", Told.run()));

  static List<String> samples() {
    return SAMPLES.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void textIsAsReviewed(String name) throws IOException {
    Golden.check("report/" + name + ".txt", Renderer.render(report(name), Format.TEXT));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void markdownIsAsReviewed(String name) throws IOException {
    Golden.check("report/" + name + ".md", Renderer.render(report(name), Format.MARKDOWN));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void coloursChangeNothingButColours(String name) {
    String painted = Renderer.render(report(name), Format.TEXT, Screen.endless(AnsiStyle.ANSI));
    String plain = Renderer.render(report(name), Format.TEXT);
    assertNotEquals(plain, painted);
    assertEquals(plain, painted.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aNarrowScreenBreaksNoPlace(String name) {
    NarrowScreen.check(report(name));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void coloursChangeNothingButColoursOnANarrowScreen(String name) {
    String painted = Renderer.render(report(name), Format.TEXT, new Screen(AnsiStyle.ANSI, 40));
    String plain = Renderer.render(report(name), Format.TEXT, new Screen(AnsiStyle.PLAIN, 40));
    assertEquals(plain, painted.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void jsonFollowsItsSchema(String name) {
    assertFollowsSchema(Renderer.render(report(name), Format.JSON));
  }

  @Test
  void randomPlansFollowTheirSchemasInBothForms() {
    for (long seed = 0; seed < 60; seed++) {
      Plan plan = new RandomPlans(seed).plan(12);
      assertFollowsSchema(Renderer.render(Samples.planned(plan), Format.JSON));
      assertFollowsSchema(new String(PlanFile.write(plan), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aSchemaRefusesWhatIsNotInIt() {
    String json = Renderer.render(Samples.planned(), Format.JSON);
    String other = json.replaceFirst("\"level\" *:", "\"levle\" :");
    assertNotEquals(json, other);
    assertNotEquals(List.of(), OutputSchemas.errors("plan-report", other));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void hostileTextStaysText(Format format) {
    for (long seed = 0; seed < 100; seed++) {
      var random = new RandomPlans(seed);
      var header =
          new ReportHeader(
              random.text(), random.text(), random.text(), random.text(), "", null, Instant.EPOCH);
      Plan plan = random.plan(15);
      String text = Renderer.render(new Report.Planned(header, plan, Samples.DIGEST), format);
      assertTrue(
          text.codePoints().allMatch(c -> c == '\n' || c == '\u2026' || visible(c)),
          () -> "invisible characters in " + text);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void hostileTextOfTheRecordStaysText(Format format) {
    for (long seed = 0; seed < 100; seed++) {
      String text = Renderer.render(Told.of(new RandomPlans(seed)), format);
      assertTrue(
          text.codePoints().allMatch(c -> c == '\n' || c == '\u2026' || visible(c)),
          () -> "invisible characters in " + text);
      if (format == Format.MARKDOWN) {
        String prose = withoutCode(text);
        assertTrue(prose.matches("[-\\w\\s.,:;*#'()+]*"), () -> "something came through: " + prose);
        assertTrue(!prose.contains("#1") && !prose.contains("@"), prose);
      }
    }
  }

  @Test
  void hostileTextOfARunStaysText() {
    for (long seed = 0; seed < 50; seed++) {
      var random = new RandomPlans(seed);
      Plan plan = random.plan(15);
      var outcomes = new ArrayList<StepOutcome>();
      for (Step step : plan.steps()) {
        List<Outcome> endings =
            List.of(
                new Outcome.Done(),
                new Outcome.Failed(random.text()),
                new Outcome.Unknown(random.text()),
                new Outcome.NotTried(random.text()),
                new Outcome.Skipped(plan.steps().getFirst().id()));
        outcomes.add(new StepOutcome(step, endings.get(outcomes.size() % endings.size())));
      }
      var header =
          new ReportHeader(
              random.text(), random.text(), random.text(), random.text(), "x", null, Instant.EPOCH);
      var ran = new ApplyResult.Ran(outcomes);
      var report = new Report.Applied(header, plan, ran, Samples.DIGEST, random.text());
      String text = Renderer.render(report, Format.TEXT);
      assertTrue(text.codePoints().allMatch(c -> c == '\n' || visible(c)), text);
      String prose = withoutCode(Renderer.render(report, Format.MARKDOWN));
      assertTrue(
          prose.replaceAll("</?(details|summary)>", "").matches("[-\\w\\s.,:;*#'()+]*"),
          () -> "something came through: " + prose);
      assertTrue(!prose.contains("#1") && !prose.contains("@"), prose);
    }
  }

  @Test
  void aPositionFollowsTheOrderOfTheFormat() {
    Report warned = planned(Problem.warning(RuleId.CAPABILITY_IN_FLIGHT, null, "Later."));
    assertTrue(Renderer.render(warned, Format.TEXT).contains("What is found above stands"));
    assertTrue(Renderer.render(warned, Format.MARKDOWN).contains("What is found below stands"));
    Report first = planned(Problem.warning(RuleId.GOES_BACK, null, "It goes back."));
    assertTrue(Renderer.render(first, Format.TEXT).contains("What is found above stands"));
    assertTrue(Renderer.render(first, Format.MARKDOWN).contains("What is found above stands"));
  }

  private static Report planned(Problem finding) {
    return Samples.planned(Samples.plan(List.of(), List.of(finding)));
  }

  @Test
  void aLongHistoryFitsIntoAComment() {
    String text = Renderer.render(Told.large(), Format.MARKDOWN);
    assertTrue(text.length() <= 60_000, "length " + text.length());
    assertTrue(text.contains("more; see `--report json=FILE`"), text);
  }

  @Test
  void markdownShowsTextFromOutsideOnlyAsCode() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new RandomPlans(seed);
      var header =
          new ReportHeader(
              random.text(), random.text(), random.text(), random.text(), "x", null, Instant.EPOCH);
      var report = new Report.Planned(header, random.plan(15), Samples.DIGEST);
      String prose = withoutCode(Renderer.render(report, Format.MARKDOWN));
      assertTrue(
          prose.replaceAll("</?(details|summary)>", "").matches("[-\\w\\s.,:;*#()+]*"),
          () -> "something came through: " + prose);
      assertTrue(!prose.contains("#1") && !prose.contains("@"), prose);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void manyHoldersAreFoldedButNotInJson(Format format) {
    Report report = Samples.planned(Samples.plan(Samples.joining(10_000), List.of()));
    String text = Renderer.render(report, format);
    int shown = text.split("user0", -1).length - 1;
    switch (format) {
      case TEXT, MARKDOWN -> {
        assertEquals(50, shown);
        assertTrue(text.contains("and 9,950 users added; see --report json=FILE"), text);
      }
      case JSON -> assertEquals(10_000, shown);
    }
  }

  /** Two hundred roles that nobody needs to look at, and one line that everybody should. */
  @Test
  void noiseHidesNoRiskInMarkdown() {
    var changes = new ArrayList<Change>();
    for (int i = 0; i < 400; i++) {
      String slug = "noise-%03d".formatted(i);
      var definition = new RoleDefinition(new Slug(slug), "Noise " + i, "x".repeat(300), Set.of());
      changes.add(
          new Change.RoleCreated(
              definition, Cause.PENDING, Samples.at("roles/" + slug + ".yaml", 2)));
    }
    changes.addAll(Samples.joining(300));
    for (String name : List.of("zoe", "yan", "xia")) {
      changes.add(
          new Change.AssignmentRemoved(
              new Slug("zz-lead"),
              new Subject(SubjectKind.USER, name, name + "@example.com"),
              Change.RemovalReason.WITHDRAWN,
              Cause.PENDING,
              null));
    }
    var owner = new Slug("zz-owner");
    changes.add(
        new Change.AssignmentAdded(
            owner,
            new Subject(SubjectKind.USER, "mallory", "mallory@example.com"),
            null,
            null,
            Cause.PENDING,
            Samples.at("assignments/zz.yaml", 7)));
    Plan plan = Samples.plan(changes, List.of());
    var notices =
        new Notices(
            List.of(), List.of(), List.of(), List.of(), new TreeSet<>(Set.of(owner)), List.of());
    var marked =
        new Plan(
            plan.basis(), plan.steps(), notices, plan.findings(), plan.verdict(), plan.goodUntil());

    String text = Renderer.render(Samples.planned(marked), Format.MARKDOWN);
    assertTrue(text.length() <= 60_000, "length " + text.length());
    int mallory = text.indexOf("mallory@example.com to role zz-owner");
    int loss = text.indexOf("zoe@example.com");
    assertTrue(mallory > 0 && loss > mallory, "the strong role first, then who loses: " + text);
    assertTrue(text.contains("xia@example.com") && text.contains("yan@example.com"), text);
    assertTrue(text.indexOf("noise-000") > loss, "noise comes last");
    assertTrue(text.matches("(?s).*and [0-9]+ roles added, .*; see --report json=FILE.*"), text);
    assertFollowsSchema(Renderer.render(Samples.planned(marked), Format.JSON));
  }

  @Test
  void markdownFitsIntoAComment() {
    for (long seed = 0; seed < 4; seed++) {
      var random = new RandomPlans(seed);
      Plan plan = RandomPlans.plan(random.changes(3000), random.problems(500), random.origin());
      String text = Renderer.render(Samples.planned(plan), Format.MARKDOWN);
      assertTrue(text.length() <= 60_000, "length " + text.length());
      assertTrue(text.contains("see --report json=FILE"), text);
    }
    String long1000 = "`\u202e".repeat(500);
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < 5000; i++) {
      var at = Samples.at(long1000 + ".yaml", i);
      problems.add(Problem.error(RuleId.UNKNOWN_ROLE, at, long1000).advising(long1000));
      problems.add(Problem.note(RuleId.UNKNOWN_ROLE, at, long1000));
    }
    String text = Renderer.render(new Report.Problems(problems, "much"), Format.MARKDOWN);
    assertTrue(text.length() <= 60_000, "length " + text.length());
  }

  @Test
  void manyNotesOfOneRuleAreFolded() {
    var notes = new ArrayList<Problem>();
    for (int i = 0; i < 57; i++) {
      notes.add(Problem.note(RuleId.NOT_STARTED, Samples.at("a.yaml", i + 1), "Later."));
    }
    String text = Renderer.render(Samples.planned(Samples.plan(List.of(), notes)), Format.TEXT);
    assertEquals(20, text.split("Later\\.", -1).length - 1);
    assertTrue(text.contains("note  not-started  and 37 more; see --report json=FILE\n"), text);
  }

  private static Report report(String name) {
    Report report = SAMPLES.get(name);
    if (report == null) {
      throw new IllegalArgumentException(name);
    }
    return report;
  }

  private static void assertFollowsSchema(String json) {
    var format = JsonMapper.shared().readTree(json).get("format").stringValue();
    String schema = format.replaceFirst("rolecall-", "");
    assertEquals(List.of(), OutputSchemas.errors(schema, json), json);
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Takes out fences and code spans as CommonMark finds them. */
  private static String withoutCode(String markdown) {
    String unfenced =
        Pattern.compile("^(```+)diff\n.*?^\\1\n", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(markdown)
            .replaceAll("");
    return Pattern.compile("(?<!`)(`+)(?!`)[^\n]*?(?<!`)\\1(?!`)").matcher(unfenced).replaceAll("");
  }
}
