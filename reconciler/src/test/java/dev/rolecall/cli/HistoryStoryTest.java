package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs that were out of the ordinary, as an auditor reads of them. */
@Tag("e2e")
final class HistoryStoryTest {
  private static final String U1 = "u1@example.com";
  private static final String U2 = "u2@example.com";
  private static final String U3 = "u3@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(6);
    proxy = RecordingProxy.of(tenant.url());
    team = Team.of(folder, proxy.url());
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private Cli.Ran history(String... arguments) {
    return Historian.of(team).told(arguments);
  }

  private JsonNode json(String... arguments) {
    return Historian.of(team).json(arguments);
  }

  private static List<String> events(JsonNode run) {
    return StreamSupport.stream(run.path("events").spliterator(), false)
        .map(event -> event.path("event").asString() + " " + event.path("name").asString("?"))
        .toList();
  }

  private String id(String email) {
    return tenant.outsider().user(email);
  }

  private String lastRun() {
    return json().at("/runs/0/run").asString();
  }

  @Test
  void aPersonWhoseLineNamesAnIdIsFoundByName() {
    team.role("alpha", "add", "{ id: " + id(U1) + " }").push("One");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U2);
    team.role("alpha", "add", "{ id: " + id(U1) + " }", "{ user: " + U2 + ", id: " + id(U2) + " }")
        .push("Two");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of("granted " + U1), events(json(U1).at("/runs/0")));
    assertEquals(List.of("adopted " + U2), events(json(U2).at("/runs/0")));
    assertEquals(U2, json(U2).at("/granted/0/name").asString());

    tenant.outsider().take("alpha", U2);
    team.role("alpha", "add", "{ id: " + id(U1) + " }").push("Two goes");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of("given-up " + U2), events(json(U2).at("/runs/0")));
  }

  @Test
  void whatWasNeverTriedHasNotFailed() {
    team.role("alpha", "add").push("A role");
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", "add", U1).role("beta", "add", U1, U2, U3).push("Another, with three");
    proxy.refuse(number -> number == 1);
    team.apply().ended(ExitCode.PARTLY_DONE);
    proxy.refuse(_ -> false);
    JsonNode run = json().at("/runs/0");
    assertEquals(1, run.at("/counts/granted").asInt(), run::toString);
    assertEquals(3, run.at("/counts/not-tried").asInt(), run::toString);
    assertFalse(run.path("counts").has("failed"), run::toString);
    assertEquals(0, run.at("/counts/definitions").asInt(), run::toString);
    assertEquals(1, run.at("/counts/definitions-failed").asInt(), run::toString);
    history()
        .ended(ExitCode.DONE)
        .says("1 granted, 3 not tried; 1 step on roles and capabilities failed");
    history(U2).ended(ExitCode.DONE).says("! not tried role beta", "to be granted");
    assertEquals("grant", json(U2).at("/runs/0/events/0/meant").asString());
    team.apply().ended(ExitCode.DONE);
    assertEquals(1, json().at("/runs/0/counts/definitions").asInt());
  }

  @Test
  void theNewestNameOfAPersonIsTold() {
    team.role("alpha", "add", U1).push("One");
    team.apply().ended(ExitCode.DONE);
    String id = id(U1);
    tenant.outsider().rename(id, "new@example.com");
    team.role("alpha", "add", "new@example.com").push("The new name");
    team.apply().ended(ExitCode.DONE);
    JsonNode told = json(id);
    assertEquals("new@example.com", told.at("/granted/0/name").asString(), told::toString);
    assertEquals(told.path("granted"), json(U1).path("granted"), "by the old name too");
    history("new@example.com").ended(ExitCode.DONE).says("1 run with", "+ granted   role alpha");
  }

  @Test
  void aStepKnowsANameThatIsNewerThanThePin() {
    team.role("alpha", "add", U1).role("beta", "add", U1).push("One");
    team.apply().ended(ExitCode.DONE);
    String id = id(U1);
    tenant.outsider().rename(id, "new@example.com");
    team.role("beta", "add").push("One goes from beta");
    team.apply().ended(ExitCode.DONE);
    JsonNode told = json(id);
    assertEquals(List.of("removed new@example.com"), events(told.at("/runs/0")));
    assertEquals("new@example.com", told.at("/granted/0/name").asString(), told::toString);
  }

  @Test
  void whatARunWasAskedIsTold() {
    tenant.outsider().write("POST", "roles", role("alpha"));
    team.role("alpha", "add", U1).push("One");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("--begin");
    team.apply("--begin").ended(ExitCode.DONE);
    assertTrue(json().at("/runs/0/begin").asBoolean());
    history().ended(ExitCode.DONE).says("the record begins here: --begin");

    tenant.outsider().write("PATCH", "roles/alpha", Map.of("description", "By hand."));
    team.role("alpha", "add", U1, U2).push("Two");
    team.apply("--only", "pending").ended(ExitCode.DONE);
    JsonNode only = json().at("/runs/0");
    assertEquals("partial", only.path("state").asString());
    assertEquals("pending", only.at("/only/0").asString());
    assertEquals(1, only.path("left-out").asInt());
    history().ended(ExitCode.DONE).says("left out 1 step: --only pending");

    team.takesPushes(1);
    team.role("alpha", "add", U1, U2, U3).push("Three");
    team.apply().ended(ExitCode.PARTLY_DONE);
    team.takesPushes(-1);
    String killed = lastRun();
    history().ended(ExitCode.DONE).says("it is running, or was killed");
    team.apply("--take-over", killed.substring(0, 8)).ended(ExitCode.DONE);
    JsonNode told = json();
    String next = told.at("/runs/0/run").asString();
    assertEquals(killed, told.at("/runs/0/took-over").asString());
    assertEquals(next, told.at("/runs/1/settled-by").asString());
    history()
        .ended(ExitCode.DONE)
        .says("took over from run " + killed + ": --take-over", "killed", "settled by run " + next)
        .says("found out what run " + killed + ", which has no end, had done", "no end")
        .saysNot("it is running", "started");
    history(U3).ended(ExitCode.DONE).says("= settled   role alpha", "found granted");
    team.role("alpha", "add", U1).push("One alone, for now");
    tenant.outsider().take("alpha", U2);
    tenant.outsider().take("alpha", U3);
    team.apply().ended(ExitCode.DONE);
    history("--run", lastRun()).ended(ExitCode.DONE).says("= given up", U2, U3);
    team.role("alpha", "add", U1, U2, U3).push("Three again");
    team.apply().ended(ExitCode.DONE);

    String old = team.author().ref("HEAD").orElseThrow();
    team.role("alpha", "add", U1).push("One alone");
    team.apply().ended(ExitCode.DONE);
    var job = team.job();
    checkOut(job, old);
    job.cli().run("apply", "--approve", "--rollback").ended(ExitCode.DONE);
    history().ended(ExitCode.DONE).says("went back on purpose: --rollback");
    assertTrue(json().at("/runs/0/rollback").asBoolean());
  }

  @Test
  void aNameThatTheRecordDoesNotKnowIsSaidToBeUnknown() {
    team.role("alpha", "add", U1).push("One");
    team.apply().ended(ExitCode.DONE);
    history("u1").ended(ExitCode.DONE).says("It knows no role, capability, user or group");
    history("audit:read").ended(ExitCode.DONE).says("1 run with", "create role alpha");
    history(U1).ended(ExitCode.DONE).saysNot("It knows no");
  }

  @Test
  void aRunWhoseLeaseIsOverWasKilled() {
    team.role("alpha", "add", U1).push("One");
    team.takesPushes(1);
    team.apply().ended(ExitCode.PARTLY_DONE);
    team.takesPushes(-1);
    team.job()
        .cli()
        .at(Cli.NOW.plus(Duration.ofHours(1)))
        .run("history")
        .ended(ExitCode.DONE)
        .says("no run has settled it so far")
        .saysNot("it is running");
  }

  @Test
  void plainGitTellsWhoWasAdopted() throws Exception {
    team.role("alpha", "add").push("A role");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U1);
    tenant.outsider().grant("alpha", U2);
    team.role("alpha", "add", U1, U2).push("Both");
    team.apply().ended(ExitCode.DONE);
    assertTrue(message().contains(": adopts 2 holders\n"), message());
    tenant.outsider().take("alpha", U2);
    team.role("alpha", "add", U1).push("One");
    team.apply().ended(ExitCode.DONE);
    assertTrue(message().contains(": 1 grant no longer git's\n"), message());
    tenant.outsider().grant("alpha", U3);
    team.role("alpha", "add", U1, U2, U3).push("All");
    team.apply().ended(ExitCode.DONE);
    assertTrue(message().contains(": 1 step done, adopts 1 holder\n"), message());
  }

  private static Map<String, Object> role(String slug) {
    return Map.of(
        "slug",
        slug,
        "name",
        slug,
        "description",
        "A role.",
        "capabilities",
        List.of("audit:read"));
  }

  private static void checkOut(RolesRepo clone, String commit) {
    try {
      clone.git().checkout().setName(commit).call();
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the newest commit of the record. */
  private String message() throws Exception {
    try (var git = Git.open(team.remote().toFile())) {
      var tip = git.getRepository().resolve(RolesRepo.RECORD);
      return git.log().add(tip).setMaxCount(1).call().iterator().next().getFullMessage();
    }
  }
}
