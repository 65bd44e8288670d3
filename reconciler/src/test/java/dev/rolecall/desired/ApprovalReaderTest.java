package dev.rolecall.desired;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Approval.Amount;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Holdable;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Approvals as they are written, and as they reach the tenants that they name. */
class ApprovalReaderTest {
  private static final String END =
      "owner: identity-team\nreason: Yearly clean-up.\nexpires: 2026-12-05\n";

  private static final String SANDBOX =
      """
        sandbox:
          provider: tenant-api
          url: https://acme-sandbox.example.com
          credentials: { client-id: plan, client-secret: { env: SECRET } }
      """;

  @TempDir private Path root;

  private static String document(String rule, String... lines) {
    return "kind: Approval\ntenants: [ production ]\nrule: %s\n".formatted(rule)
        + Stream.of(lines).map(line -> line + "\n").collect(Collectors.joining())
        + END;
  }

  private RepositoryContent load(String... documents) throws IOException {
    Repositories.write(root, "rolecall.yaml", Repositories.SETTINGS);
    Repositories.write(root, "approvals/a.yaml", String.join("---\n", documents));
    return Repositories.load(root);
  }

  private static List<Approval> approvals(RepositoryContent loaded, String tenant) {
    return requireNonNull(loaded.states().get(tenant)).approvals();
  }

  private Approval one(String rule, String... lines) throws IOException {
    RepositoryContent loaded = load(document(rule, lines));
    assertEquals(
        List.of(RuleId.NO_CATALOGUE), loaded.problems().stream().map(Problem::rule).toList());
    List<Approval> approvals = approvals(loaded, "production");
    assertEquals(1, approvals.size());
    return approvals.getFirst();
  }

  @Test
  void aWholeOneArrivesWithAllItsParts() throws IOException {
    assertEquals(
        new Approval(
            RuleId.REMOVAL_BUDGET,
            Holdable.role("cs-lead"),
            null,
            new TreeSet<>(),
            new Amount(Measure.PEOPLE_AFFECTED, 40),
            "identity-team",
            "Yearly clean-up.",
            Instant.parse("2026-12-06T00:00:00Z"),
            new SourceRef("approvals/a.yaml", 1, 1)),
        one("removal-budget", "role: cs-lead", "people-affected: 40"));
  }

  @ParameterizedTest
  @CsvSource({
    "removal-budget, people-affected: 40",
    "removal-budget, roles-retired: 0",
    "removal-budget, assignments-removed: 10000000",
    "grant-budget, people-affected: 40",
    "net-widening, people-affected: 4",
  })
  void aBudgetIsOfTheRun(String rule, String line) throws IOException {
    Approval approval = one(rule, line);
    assertEquals(rule, approval.rule().id());
    assertEquals(null, approval.item());
    Amount allows = requireNonNull(approval.allows());
    assertEquals(line, allows.measure().word() + ": " + allows.number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"users:suspend", "{ area: users, action: suspend }"})
  void soManyHoldersStay(String capability) throws IOException {
    Approval ofRole = one("minimum-holders", "role: cs-lead", "holders-left: 1");
    Approval ofCapability =
        one("minimum-holders", "capability: " + capability, "holders-left: 0x1");
    assertEquals(Holdable.role("cs-lead"), ofRole.item());
    assertEquals(Holdable.capability("users", "suspend"), ofCapability.item());
    assertEquals(new Amount(Measure.HOLDERS_LEFT, 1), ofRole.allows());
    assertEquals(ofRole.allows(), ofCapability.allows());
  }

  @Test
  void aSensitiveOneIsOfARoleAndSoManyPeople() throws IOException {
    Approval approval = one("sensitive", "role: cs-lead", "people-affected: 3");
    assertEquals(RuleId.SENSITIVE, approval.rule());
    assertEquals(Holdable.role("cs-lead"), approval.item());
    assertEquals(new Amount(Measure.PEOPLE_AFFECTED, 3), approval.allows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"slug-lookalike", "role-returns"})
  void someAreOfARoleAndCountNothing(String rule) throws IOException {
    Approval approval = one(rule, "role: cs-lead");
    assertEquals(rule, approval.rule().id());
    assertEquals(Holdable.role("cs-lead"), approval.item());
    assertEquals(null, approval.allows());
  }

  @Test
  void aSeparationIsOfAPolicyAndSoManyPeople() throws IOException {
    Approval approval =
        one("separation-of-duties", "policy: four-eyes-payments", "people-affected: 2");
    assertEquals(RuleId.SEPARATION_OF_DUTIES, approval.rule());
    assertEquals("four-eyes-payments", approval.policy());
    assertEquals(null, approval.item());
    assertEquals(new Amount(Measure.PEOPLE_AFFECTED, 2), approval.allows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Four Eyes", "7", "[ four-eyes ]", "\"\"", "four--eyes"})
  void aPolicyThatCannotBeReadIsNotEveryPolicy(String name) throws IOException {
    var loaded = load(document("separation-of-duties", "policy: " + name, "people-affected: 2"));
    assertTrue(Problem.anyError(loaded.problems()), name);
    assertEquals(List.of(), approvals(loaded, "production"));
  }

  @Test
  void eachReachesTheTenantsThatItNamesInTheOrderOfPlaces() throws IOException {
    Repositories.write(root, "rolecall.yaml", Repositories.SETTINGS + SANDBOX);
    String grants = document("grant-budget", "people-affected: 5");
    Repositories.write(
        root, "approvals/b.yaml", grants.replace("production", "sandbox, production"));
    Repositories.write(
        root, "approvals/a.yaml", document("role-returns", "role: a") + "---\n" + grants);
    var loaded = Repositories.load(root);
    assertEquals(
        List.of("approvals/a.yaml:1:1", "approvals/a.yaml:9:1", "approvals/b.yaml:1:1"),
        approvals(loaded, "production").stream().map(one -> one.at().toString()).toList());
    assertEquals(
        List.of("approvals/b.yaml:1:1"),
        approvals(loaded, "sandbox").stream().map(one -> one.at().toString()).toList());
  }

  @Test
  void globsOfATenantReachIt() throws IOException {
    Repositories.write(
        root, "rolecall.yaml", Repositories.SETTINGS + "    files: [ \"approvals/**\" ]\n");
    Repositories.write(
        root, "approvals/2026/a.yaml", document("grant-budget", "people-affected: 5"));
    assertEquals(1, approvals(Repositories.load(root), "production").size());
  }

  @Test
  void twoThatSayTheSameAreHarmless() throws IOException {
    String same = document("role-returns", "role: cs-lead");
    var loaded = load(same, same);
    assertEquals(List.of(), loaded.problems().stream().filter(Problem::isError).toList());
    List<Approval> both = approvals(loaded, "production");
    assertEquals(2, both.size());
    assertEquals(both.getFirst().digest(), both.getLast().digest());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, approval-spent",
    "2026-11-23T12:00:00Z, approval-spent",
    "2026-11-23T12:00:01Z, ",
    "2026-11-23, ",
    "2026-12-07, ",
    "2026-12-08T12:00:00Z, ",
    "2026-12-08T12:00:01Z, approval-too-long",
    "2026-12-08, approval-too-long",
    "2026-02-30, bad-date",
  })
  void itLastsFourteenDaysAtMost(String expires, @Nullable String rule) throws IOException {
    String text = document("grant-budget", "people-affected: 5");
    var loaded = load(text.replace("2026-12-05", expires));
    assertEquals(
        rule == null ? Set.of() : Set.of(rule),
        loaded.problems().stream()
            .filter(problem -> !problem.rule().equals(RuleId.NO_CATALOGUE))
            .map(problem -> problem.rule().id())
            .collect(Collectors.toSet()));
    boolean stands =
        approvals(loaded, "production").stream().anyMatch(one -> one.standsAt(Repositories.NOW));
    assertEquals(rule == null, stands);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "+7", "0x7", "0o7", "0000000000000000000007"})
  void aNumberIsTheSameInEachNotation(String seven) throws IOException {
    Approval approval = one("grant-budget", "people-affected: " + seven);
    assertEquals(new Amount(Measure.PEOPLE_AFFECTED, 7), approval.allows());
  }

  /** What is half written must not allow more than was meant. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "role: cs-lead\npeople-affected: many",
        "role: \"\"\npeople-affected: 5",
        "people-affected: -1",
        "people-affected: 10000001",
        "people-affected: 00000000000000000000000000000005",
        "people-affected: 5.5",
        "role: cs-lead",
        "roles-retired: 5\nusers: [ a@x.example ]",
      })
  void whatIsMalformedAllowsNothing(String lines) throws IOException {
    var loaded = load(document("removal-budget", lines));
    assertTrue(Problem.anyError(loaded.problems()), lines);
    assertEquals(List.of(), approvals(loaded, "production"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tenants: [ production ]\n", "owner: identity-team\n", "rule: sensitive\n"})
  void whatLacksAPartAllowsNothing(String part) throws IOException {
    String whole = document("sensitive", "role: cs-lead", "people-affected: 3");
    var loaded = load(whole.replace(part, ""));
    assertTrue(
        Repositories.lines(loaded.problems()).contains("error missing-key approvals/a.yaml"));
    assertEquals(List.of(), approvals(loaded, "production"));
  }

  @Test
  void noTenantIsNotEveryTenant() throws IOException {
    var loaded =
        load(document("grant-budget", "people-affected: 5").replace("[ production ]", "[]"));
    assertTrue(Problem.anyError(loaded.problems()));
    assertEquals(List.of(), approvals(loaded, "production"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3f2a1b9c",
        "12345678",
        "2e450536",
        "00000123",
        "1e999999",
        "'2e450536'",
        "\"00000000\""
      })
  void theIdOfARunIsReadAsItIsWritten(String written) throws IOException {
    var loaded =
        load(
            "kind: Approval\ntenants: [ production ]\nratifies: %s\n".formatted(written)
                + "owner: identity-team\nreason: They were.\n");
    assertTrue(loaded.problems().stream().noneMatch(Problem::isError));
    var ratifications = requireNonNull(loaded.states().get("production")).ratifications();
    assertEquals(written.replaceAll("['\"]", ""), ratifications.getFirst().run());
  }
}
