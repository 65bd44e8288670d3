package dev.rolecall.desired;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.Holdable;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Side;
import dev.rolecall.model.Separation.Waiver;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies as they are written, and as they reach the tenants that they are for. */
class PolicyReaderTest {
  private static final String ROLE =
      """
      kind: Role
      slug: payment-clerk
      name: Payment Clerk
      description: Makes payments.
      capabilities: [ "payments:create" ]
      """;

  private static final String POLICY =
      """
      kind: Policy
      name: four-eyes-payments
      description: Whoever makes a payment does not release it.
      separate:
        - { capabilities: [ "payments:create" ], roles: [ payment-clerk ] }
        - { capabilities: [ { area: payments, action: approve } ] }
      """;

  private static final String WAIVER =
      """
        - users: [ boss@example.com ]
          groups: [ finance-leads ]
          owner: cfo-office
          reason: Only two people in the office.
          expires: 2027-01-31
      """;

  private static final String SANDBOX =
      """
        sandbox:
          provider: tenant-api
          url: https://acme-sandbox.example.com
          credentials: { client-id: plan, client-secret: { env: SECRET } }
      """;

  private static final String KEYCLOAK =
      """
      version: 1
      tenants:
        production:
          provider: keycloak
          url: https://login.example.com
          realm: acme
          credentials: { client-id: plan, client-secret: { env: SECRET } }
      """;

  @TempDir private Path root;

  private RepositoryContent load(String... documents) throws IOException {
    return load(Repositories.SETTINGS, documents);
  }

  private RepositoryContent load(String settings, String[] documents) throws IOException {
    Repositories.write(root, "rolecall.yaml", settings);
    Repositories.write(root, "roles/payment-clerk.yaml", ROLE);
    Repositories.write(root, "policies/a.yaml", String.join("---\n", documents));
    return Repositories.load(root);
  }

  private static List<Separation> policies(RepositoryContent loaded, String tenant) {
    return requireNonNull(loaded.states().get(tenant)).separations();
  }

  private static List<String> errors(RepositoryContent loaded) {
    return loaded.problems().stream()
        .filter(Problem::isError)
        .map(problem -> problem.rule().id())
        .toList();
  }

  @Test
  void aWholeOneArrivesWithAllItsParts() throws IOException {
    var loaded = load(POLICY + "waivers:\n" + WAIVER);
    assertEquals(List.of(), errors(loaded));
    var waiver =
        new Waiver(
            new TreeSet<>(
                Set.of(SubjectName.user("boss@example.com"), SubjectName.group("finance-leads"))),
            "cfo-office",
            "Only two people in the office.",
            Instant.parse("2027-02-01T00:00:00Z"),
            new SourceRef("policies/a.yaml", 8, 5));
    assertEquals(
        List.of(
            new Separation(
                "four-eyes-payments",
                "Whoever makes a payment does not release it.",
                new Side(
                    new TreeSet<>(
                        Set.of(
                            Holdable.capability("payments", "create"),
                            Holdable.role("payment-clerk")))),
                new Side(new TreeSet<>(Set.of(Holdable.capability("payments", "approve")))),
                List.of(waiver),
                new SourceRef("policies/a.yaml", 1, 1))),
        policies(loaded, "production"));
  }

  @Test
  void eachReachesTheTenantsThatItIsForInTheOrderOfNames() throws IOException {
    var loaded =
        load(
            Repositories.SETTINGS + SANDBOX,
            new String[] {
              POLICY.replace("four-eyes-payments", "z"),
              POLICY + "tenants: [ sandbox ]\n",
              POLICY + "tenants: [ production ]\n",
              POLICY.replace("four-eyes-payments", "a")
            });
    assertEquals(List.of(), errors(loaded));
    assertEquals(
        List.of("policies/a.yaml:24:1", "policies/a.yaml:16:1", "policies/a.yaml:1:1"),
        policies(loaded, "production").stream().map(one -> one.at().toString()).toList());
    assertEquals(
        List.of("policies/a.yaml:24:1", "policies/a.yaml:8:1", "policies/a.yaml:1:1"),
        policies(loaded, "sandbox").stream().map(one -> one.at().toString()).toList());
  }

  @Test
  void ofTwoWithOneNameBothKeepApart() throws IOException {
    var loaded = load(POLICY, POLICY);
    assertEquals(List.of("duplicate-policy"), errors(loaded));
    assertEquals(2, policies(loaded, "production").size());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, false",
    "2026-11-23T12:00:00Z, false",
    "2026-11-23T12:00:01Z, true",
    "2026-11-23, true",
    "2036-11-23, true",
  })
  void aWaiverStandsUntilTheEndOfItsDay(String expires, boolean stands) throws IOException {
    var loaded = load(POLICY + "waivers:\n" + WAIVER.replace("2027-01-31", expires));
    assertEquals(List.of(), errors(loaded));
    assertEquals(
        !stands,
        Repositories.lines(loaded.problems()).contains("note waiver-spent policies/a.yaml:12:14"));
    Waiver waiver = policies(loaded, "production").getFirst().waivers().getFirst();
    assertEquals(stands, waiver.standsAt(Repositories.NOW));
  }

  /** Half a waiver must not waive more than was meant, and must not take the policy with it. */
  @ParameterizedTest
  @CsvSource({
    "owner: cfo-office, ",
    "owner: cfo-office, owner: \"\"",
    "reason: Only two people in the office., ",
    "expires: 2027-01-31, ",
    "expires: 2027-01-31, expires: 2027-02-30",
    "expires: 2027-01-31, expires: soon",
    "users: [ boss@example.com ], users: boss@example.com",
    "users: [ boss@example.com ], users: [ 7 ]",
    "users: [ boss@example.com ], users: [ { user: boss@example.com } ]",
    "groups: [ finance-leads ], groups: [ finance-leads ; \"\" ]",
  })
  void aBrokenWaiverIsLeftOutAndThePolicyStays(String part, @Nullable String instead)
      throws IOException {
    String written = instead == null ? "x: y" : instead.replace(';', ',');
    var loaded = load(POLICY + "waivers:\n" + WAIVER.replace(part, written) + WAIVER);
    assertTrue(Problem.anyError(loaded.problems()), written);
    List<Separation> policies = policies(loaded, "production");
    assertEquals(1, policies.size());
    assertEquals(1, policies.getFirst().waivers().size());
  }

  @Test
  void aWaiverForNobodyIsNotForEverybody() throws IOException {
    String nobody = WAIVER.replaceAll("(users|groups): .*\\n +", "");
    var loaded = load(POLICY + "waivers:\n" + nobody);
    assertEquals(List.of("missing-key"), errors(loaded));
    assertEquals(List.of(), policies(loaded, "production").getFirst().waivers());
  }

  /** Without it more would be allowed, so it takes little to count. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: four-eyes-payments",
        "description: Whoever makes a payment does not release it.",
        "roles: [ payment-clerk ]",
      })
  void aPolicyCountsWhileBothSidesCanBeRead(String part) throws IOException {
    var loaded = load(POLICY.replace(part, "x: [ y ]"));
    assertTrue(errors(loaded).contains("unknown-key"), part);
    assertEquals(1, policies(loaded, "production").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{ roles: [] }", "{ roles: viewer }", "viewer"})
  void aPolicyWithoutASideCountsForNothing(String side) throws IOException {
    var loaded = load(POLICY.replaceAll("\\{ capabilities: \\[ \\{.*", side));
    assertTrue(Problem.anyError(loaded.problems()), side);
    assertEquals(List.of(), policies(loaded, "production"));
  }

  @Test
  void oneThingOnBothSidesIsNoPolicy() throws IOException {
    var loaded =
        load(POLICY.replace("[ { area: payments", "[ \"payments:create\", { area: payments"));
    assertEquals(List.of("bad-value"), errors(loaded));
  }

  /** There a capability is a role by another name. */
  @ParameterizedTest
  @CsvSource({
    "payment-clerk, { area: realm; action: payment-clerk }",
    "payments:create, { area: payments; action: create }",
  })
  void inKeycloakARoleIsACapability(String role, String capability) throws IOException {
    var loaded =
        load(
            KEYCLOAK,
            new String[] {
              POLICY
                  .replace("capabilities: [ \"payments:create\" ], ", "")
                  .replace("[ payment-clerk ]", "[ \"" + role + "\" ]")
                  .replace("{ area: payments, action: approve }", capability.replace(';', ','))
            });
    assertEquals(List.of("bad-value"), errors(loaded));
  }

  @Test
  void whatIsNotThereCannotBeKeptApart() throws IOException {
    var loaded = load(POLICY.replace("payment-clerk", "payment-clark"));
    assertTrue(
        Repositories.lines(loaded.problems())
            .contains(
                "error unknown-role policies/a.yaml:5:53 The role payment-clark is neither"
                    + " declared nor a system role of production.\n"
                    + "  Did you mean payment-clerk?"),
        Repositories.lines(loaded.problems()));
    assertEquals(List.of("unknown-role"), errors(loaded));
  }
}
