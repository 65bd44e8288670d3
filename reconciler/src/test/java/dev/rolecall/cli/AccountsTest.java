package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people with one name, one name that is another's now, and lines that say an id. */
@Tag("e2e")
final class AccountsTest {
  private static final String U1 = "u1@example.com";
  private static final String U5 = "u5@example.com";
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;
  private Outsider hand;
  private String first;

  @BeforeEach
  void start() {
    tenant = Tenant.start(withAGroup());
    hand = tenant.outsider();
    first = hand.user(U9);
    team = Team.of(folder, tenant.url());
    team.role("alpha", "add", U1).push("c0");
    team.apply().ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private SandboxOptions withAGroup() {
    var yaml = new StringBuilder("users:\n");
    Tenant.emails(20)
        .forEach(email -> yaml.append("  - { email: ").append(email).append(", name: N }\n"));
    yaml.append("groups:\n  - { slug: support, name: Support, members: [" + U5 + "] }\n");
    Path seed = folder.resolve("seed.yaml");
    RolesRepo.replace(seed, yaml.toString());
    return SandboxOptions.defaults().withSeed(seed);
  }

  private static String line(String user, String id) {
    return "{ user: " + user + ", id: " + id + " }";
  }

  private boolean holds(String id) {
    return hand.all("role-assignments?role=alpha").stream()
        .anyMatch(a -> Outsider.text(a.path("subject"), "id").equals(id));
  }

  private void grantU9() {
    team.role("alpha", "add", U1, U9).push("c1: with u9");
    team.apply().ended(ExitCode.DONE);
    assertTrue(holds(first));
  }

  @ParameterizedTest
  @ValueSource(strings = {U9, "U9@Example.COM"})
  void aNameOfTwoIsGrantedToNeither(String same) {
    String second = hand.register(same);
    team.role("alpha", "add", U1, U5, U9).push("c1: with u9");
    team.run("plan", "--detailed-exitcode")
        .ended(ExitCode.CHANGES)
        .says("ambiguous-subject", "2 accounts", first, second);
    team.apply().ended(ExitCode.DONE).says("Withheld");
    assertEquals(List.of(U1, U5), hand.holders("alpha"), "the rest goes on");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("ambiguous-subject");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("ambiguous-subject");
    team.role("alpha", "add", U1, U5, line(U9, second)).push("c2: the second");
    team.apply().ended(ExitCode.DONE).saysNot("Withheld");
    assertTrue(holds(second) && !holds(first));
  }

  @Test
  void aNamesakeThatComesLaterTakesNothingAndGetsNothing() {
    grantU9();
    String second = hand.register(U9);
    team.apply().ended(ExitCode.DONE).says("ambiguous-subject");
    assertTrue(holds(first) && !holds(second));
    hand.change("add", "alpha", "user", second);
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply().ended(ExitCode.DONE);
    assertTrue(holds(second) && !holds(first), "only the one whom git granted");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @ParameterizedTest(name = "manage: {0}")
  @ValueSource(strings = {"add", "exact"})
  void aNameRegisteredAgainByAnotherIsNotGrantedWhatTheFirstOneHad(String manage) {
    grantU9();
    hand.delete(first);
    String second = hand.register(U9);
    team.role("alpha", manage, U1, U5, U9).push("c2: u5 too");
    team.run("plan", "--detailed-exitcode")
        .ended(ExitCode.CHANGES)
        .says("subject-recycled", first, second);
    team.apply().ended(ExitCode.DONE).says("subject-recycled", "Withheld");
    assertEquals(List.of(U1, U5), hand.holders("alpha"));
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("subject-recycled");
    hand.change("add", "alpha", "user", second);
    team.apply().ended(ExitCode.DONE);
    assertTrue(holds(second), "the line does not take away either");
    team.role("alpha", manage, U1, U5, line(U9, second)).push("c3: the new one");
    team.apply().ended(ExitCode.DONE).saysNot("subject-recycled");
    assertTrue(holds(second));
    team.role("alpha", manage, U1, U5).push("c4: without u9");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5), hand.holders("alpha"));
  }

  /** A line with an id does not move the pin of its name. */
  @Test
  void aNameThatWentByItsIdForAWhileStillMeansWhoItMeant() {
    grantU9();
    team.role("alpha", "add", U1, line(U9, first)).push("c2: by its id");
    team.apply().ended(ExitCode.DONE);
    hand.rename(first, "nine@example.com");
    String second = hand.register(U9);
    team.role("alpha", "add", U1, U9).push("c3: by its name again");
    team.apply().ended(ExitCode.DONE).says("subject-recycled");
    assertTrue(holds(first) && !holds(second));
  }

  /** Whom git forgets by observe it does not say it never granted. */
  @Test
  void whoIsReleasedIsForgottenAndSaid() {
    grantU9();
    team.role("alpha", "observe", U1, U9).push("c2: observed");
    team.apply()
        .ended(ExitCode.DONE)
        .says("2 users of alpha are released, of them git's own 2 (", "forgets whom it granted")
        .saysNot("0 groups");
    team.role("alpha", "add", U1).push("c3: without u9");
    team.apply().ended(ExitCode.DONE).says("not git's to take").saysNot("did not grant it");
    assertTrue(holds(first));
  }

  @Test
  void whereASyncMakesAccountsAnewANameIsWhoItNamesToday() {
    grantU9();
    hand.delete(first);
    String second = hand.register(U9);
    team.author().write("rolecall.yaml", RolesRepo.settings(tenant.url(), "identity: name"));
    team.push("Accounts are made anew");
    team.apply().ended(ExitCode.DONE).saysNot("subject-recycled");
    assertTrue(holds(second));
  }

  /** Renamed, and another has the name: neither the old account nor the new one is mistaken. */
  @Test
  void aNameThatMovedToAnother() {
    grantU9();
    hand.rename(first, "nine@example.com");
    String second = hand.register(U9);
    team.apply().ended(ExitCode.DONE).says("subject-recycled");
    assertTrue(holds(first) && !holds(second));
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1), hand.holders("alpha"));
  }

  @Test
  void aRecordedIdResolvesNoNewGrant() {
    grantU9();
    hand.rename(first, "nine@example.com");
    team.role("beta", "add", U9).push("c2: u9 in beta");
    team.apply().ended(ExitCode.DONE).says("subject-renamed", "nine@example.com");
    assertEquals(List.of(), hand.holders("beta"));
    assertTrue(holds(first), "and nothing is taken");
    team.role("alpha", "add", U1, "nine@example.com").role("beta", "add", "nine@example.com");
    team.push("c3: the name that it has now");
    team.apply().ended(ExitCode.DONE).saysNot("subject-renamed");
    assertEquals(List.of("nine@example.com"), hand.holders("beta"));
    team.role("alpha", "add", U1).role("beta", "add").push("c4: nobody");
    team.apply().ended(ExitCode.DONE);
    assertTrue(!holds(first) && hand.holders("beta").isEmpty());
  }

  @ParameterizedTest(name = "manage: {0}")
  @ValueSource(strings = {"add", "exact"})
  void anIdThatNobodyHasGrantsNobodyAndRemovesNobodyGitDoesNotKnow(String manage) {
    String wrong = "usr_01JD3N7Z2Q8X4V6T9R5M1K0H2B";
    team.role("alpha", manage, U1, line(U9, wrong)).push("c1: a wrong id");
    team.run("plan", "--detailed-exitcode")
        .ended(ExitCode.CHANGES)
        .says("unknown-subject", "no user with the id " + wrong);
    team.apply().ended(ExitCode.DONE).says("Withheld", wrong);
    assertEquals(List.of(U1), hand.holders("alpha"), "u9 is not who is meant");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says(wrong);
  }

  @Test
  void anIdThatNobodyHasKeepsWhoeverMayBeMeant() {
    hand.grant("alpha", U9);
    String wrong = "usr_01JD3N7Z2Q8X4V6T9R5M1K0H2B";
    team.role("alpha", "exact", U1, line(U9, wrong)).push("c1: a wrong id");
    team.apply().ended(ExitCode.DONE).says("Withheld", wrong);
    assertEquals(List.of(U1, U9), hand.holders("alpha"), "in doubt nobody is removed");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says(U9);
  }

  @Test
  void theIdOfAGroupIsNoUser() {
    String group = hand.group("support");
    team.role("alpha", "add", U1, line(U9, group)).push("c1: the id of a group");
    team.run("plan", "--detailed-exitcode")
        .ended(ExitCode.CHANGES)
        .says("unknown-subject", "no user with the id " + group);
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1), hand.holders("alpha"));
  }

  @Test
  void anIdAndANameOfOneAccountAreOneEntryTooMany() {
    team.role("alpha", "add", U1, U9, line("nine@example.com", first)).push("c1: u9 twice");
    for (String command : List.of("plan", "apply")) {
      var ran = command.equals("plan") ? team.run("plan", "-v") : team.apply();
      ran.says("duplicate-subject", "roles/alpha.yaml:11", "roles/alpha.yaml:12");
      assertTrue(ran.exit() != 0, ran::toString);
    }
    assertEquals(List.of(U1), hand.holders("alpha"));
  }

  @Test
  void anImportSaysByIdWhoHoldsARoleWhereANameIsOfTwo() {
    String second = hand.register(U9);
    hand.change("add", "alpha", "user", second);
    var job = team.job();
    job.delete("roles/alpha.yaml");
    job.cli().run("import", "--role", "alpha").ended(ExitCode.DONE);
    assertTrue(
        job.read("roles/alpha.yaml").contains("id: " + second), job.read("roles/alpha.yaml"));
    job.cli()
        .run("plan", "--detailed-exitcode")
        .saysNot("ambiguous-subject", "add user", "remove user", "+ user", "- user");
  }
}
