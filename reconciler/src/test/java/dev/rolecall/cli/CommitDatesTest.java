package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The date of a commit is what its author says, so it decides nothing. */
@Tag("e2e")
final class CommitDatesTest {
  private static final String U1 = "u1@example.com";
  private static final String U5 = "u5@example.com";
  private static final String U6 = "u6@example.com";
  private static final Instant LATER = Instant.parse("2027-03-02T00:00:00Z");

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    team = Team.of(folder, tenant.url());
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private String push(String date, String message) throws Exception {
    var git = team.author().git();
    git.add().addFilepattern(".").call();
    var who = new PersonIdent("Eve", "eve@example.com", Instant.parse(date), ZoneOffset.UTC);
    String id =
        git.commit()
            .setMessage(message)
            .setAuthor(who)
            .setCommitter(who)
            .setSign(false)
            .call()
            .name();
    team.author().push();
    return id;
  }

  /** u5 is git's until March; u6 was given the role by hand, and git only says that it expired. */
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2037-12-31T00:00:00Z", "9999-12-31T00:00:00Z"})
  void anExpiryHappensAndNobodyElseIsRemoved(String date) throws Exception {
    team.role("alpha", "add", U1);
    push(date, "c0");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U6);
    team.role(
        "alpha",
        "add",
        U1,
        "{ user: %s, expires: 2027-03-01 }".formatted(U5),
        "{ user: %s, expires: 2026-01-31 }".formatted(U6));
    push(date, "c1");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5, U6), tenant.outsider().holders("alpha"));
    var later = team.job().cli().at(LATER);
    later.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says(U5, "expired");
    later.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(U1, U6), tenant.outsider().holders("alpha"), "u6 was never git's");
    later.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  /** Ancestry says which commit is older, not the date. */
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "9999-12-31T00:00:00Z"})
  void anOldCommitIsOldWhateverItsDate(String date) throws Exception {
    team.role("alpha", "add", U1, U5);
    push(date, "c0");
    var old = team.job();
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", "add", U1);
    push("2026-11-21T00:00:00Z", "c1: without u5");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
    old.cli().run("apply", "--approve").ended(ExitCode.STALE).says("superseded");
    team.role("alpha", "add");
    push(date, "c2: nobody");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(), tenant.outsider().holders("alpha"));
  }
}
