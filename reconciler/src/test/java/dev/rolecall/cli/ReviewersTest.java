package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.report.OutputSchemas;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reviewed an approval, as GitHub says it; its answers are those of its documentation. */
@Tag("e2e")
final class ReviewersTest {
  private static final String HEAD = "a".repeat(40);
  private static final String PULLS =
      """
      [{ "number": 12, "html_url": "https://github.example/acme/roles/pull/12",
         "merged_at": %s, "head": { "ref": "clean-up", "sha": "%s" } }]
      """;

  @TempDir Path folder;
  private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<RecordedRequest> seen = new ConcurrentLinkedQueue<>();
  private final MockWebServer host = new MockWebServer();
  private GuardedTeam team;

  @BeforeEach
  void start() throws Exception {
    host.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            seen.add(request);
            return answers.getOrDefault(
                request.getUrl().encodedPath(), new MockResponse.Builder().code(404).build());
          }
        });
    host.start(InetAddress.getLoopbackAddress(), 0);
    team = new GuardedTeam(folder);
  }

  @AfterEach
  void stop() {
    team.close();
    host.close();
  }

  /** An approved removal of two, waiting to be applied; the commit of its approval. */
  private String approved() {
    team.role("alpha", users(0, 2)).push();
    team.author().write(".github/CODEOWNERS", "/approvals/ @acme/security\n");
    team.push();
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", users(0, 0)).push();
    Cli.Ran refused = team.plan().ended(ExitCode.BLOCKED);
    refused.says("CODEOWNERS want the review of @acme/security");
    Pasted.from(refused.out()).forEach(team.author()::write);
    String commit = team.push();
    team.author().write("notes.txt", "Something else, later.\n");
    team.push();
    return commit;
  }

  private void says(String path, String json) {
    answers.put("/api/v3/repos/acme/roles/" + path, new MockResponse.Builder().body(json).build());
  }

  private static String review(String login, String state, String commit) {
    return "{ \"user\": %s, \"state\": \"%s\", \"commit_id\": \"%s\" }"
        .formatted(login.isEmpty() ? "null" : "{ \"login\": \"" + login + "\" }", state, commit);
  }

  private Cli onGitHub() {
    return team.team()
        .job()
        .cli()
        .with("GITHUB_API_URL", host.url("/api/v3").toString())
        .with("GITHUB_REPOSITORY", "acme/roles")
        .with("GITHUB_TOKEN", "ghs_secret");
  }

  @Test
  void whoApprovedTheMergedHeadIsWrittenIntoTheRun() {
    String commit = approved();
    says("commits/" + commit + "/pulls", PULLS.formatted("\"2026-11-23T11:00:00Z\"", HEAD));
    says(
        "pulls/12/reviews",
        "["
            + String.join(
                ",",
                review("lee", "APPROVED", HEAD),
                review("lee", "COMMENTED", HEAD),
                review("omar", "APPROVED", "b".repeat(40)),
                review("dana", "APPROVED", HEAD),
                review("dana", "CHANGES_REQUESTED", HEAD),
                review("", "APPROVED", HEAD))
            + "]");
    String known = "reviewed by lee at https://github.example/acme/roles/pull/12";
    String json = onGitHub().run("plan", "--format", "json").ended(ExitCode.DONE).out();
    assertEquals(List.of(), OutputSchemas.errors("plan-report", json), json);
    assertTrue(json.contains("\"lee\""), json);
    onGitHub()
        .run("apply", "--approve")
        .ended(ExitCode.DONE)
        .says(known + ", CODEOWNERS @acme/security")
        .saysNot("ghs_secret");
    assertTrue(
        seen.stream()
            .allMatch(request ->
                "Bearer ghs_secret"
                    .equals(requireNonNull(request.getHeaders()).get("Authorization"))));

    team.team()
        .run("history", "alpha")
        .says("approved by approvals/removal-budget-alpha.yaml, owner identity-team, " + known);
    String history = team.team().run("history", "--format", "json").out();
    assertEquals(List.of(), OutputSchemas.errors("history", history), history);
    assertTrue(history.contains("\"reviewed-by\" : [\n"), history);
  }

  @Test
  void withoutAHostTheReviewerIsUnknown() {
    approved();
    team.apply().ended(ExitCode.DONE).says(", reviewer unknown, CODEOWNERS @acme/security");
    team.team().run("history", "alpha").says("owner identity-team, reviewer unknown");
    assertEquals(0, seen.size());
  }

  /** What stands in the way of asking stands in the way of nothing else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|200",
        "{}|200",
        "no JSON|200",
        "{ \"message\": \"Bad credentials\" }|401",
        "|404",
        "[{ \"number\": 12 }]|200",
      })
  void whatTheHostCannotSayIsUnknown(String body, int status) {
    String commit = approved();
    answers.put(
        "/api/v3/repos/acme/roles/commits/" + commit + "/pulls",
        new MockResponse.Builder().code(status).body(body == null ? "" : body).build());
    onGitHub().run("apply", "--approve").ended(ExitCode.DONE).says(", reviewer unknown");
    assertTrue(!seen.isEmpty());
    assertEquals(List.of(), team.holders("alpha"));
  }

  @Test
  void aPullRequestThatNobodyApprovedSaysSo() {
    String commit = approved();
    says("commits/" + commit + "/pulls", PULLS.formatted("null", HEAD));
    says("pulls/12/reviews", "[]");
    onGitHub()
        .run("plan")
        .ended(ExitCode.DONE)
        .says("reviewed by nobody at https://github.example/acme/roles/pull/12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"})
  void whatIsNotSetAsksNobody(String variable) {
    approved();
    onGitHub().with(variable, "").run("plan").ended(ExitCode.DONE).says(", reviewer unknown");
    assertEquals(0, seen.size());
  }

  /** Nothing is asked of a plan that uses no approval. */
  @Test
  void nobodyIsAskedWithoutNeed() {
    team.role("alpha", users(0, 2)).push();
    onGitHub().run("plan").ended(ExitCode.DONE);
    assertEquals(0, seen.size());
  }
}
