package dev.rolecall.http;

import static dev.rolecall.http.Server.after;
import static dev.rolecall.http.Server.error;
import static dev.rolecall.http.Server.failure;
import static dev.rolecall.http.Server.json;
import static dev.rolecall.http.Server.lost;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.house.ReservedPort;
import dev.rolecall.http.HttpException.Ending;
import dev.rolecall.http.Server.Look;
import dev.rolecall.http.Server.Touch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, after how long, and what is known when it ends badly. */
class RetryTest {
  private static final Touch KEYED = new Touch("POST", true);
  private static final Touch ONCE = new Touch("POST", false);

  private Server server;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static MockResponse[] times(int n, MockResponse response) {
    return Collections.nCopies(n, response).toArray(MockResponse[]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void aReadIsTriedAgainAndWaitsLongerEachTime(int status) throws Exception {
    server.then(times(3, error(status, "unavailable")));
    assertEquals("{\"data\":\"ok\"}", server.reading().get(new Look("a")));
    assertEquals(4, server.seen.size());
    var pauses = server.time.pauses();
    assertEquals(3, pauses.size());
    for (int i = 0; i < 3; i++) {
      long full = 200L << i;
      assertTrue(pauses.get(i).toMillis() >= full / 2, pauses.toString());
      assertTrue(pauses.get(i).toMillis() <= full, pauses.toString());
    }
  }

  @Test
  void aReadWhoseAnswerIsLostIsTriedAgain() throws Exception {
    server.then(lost(), lost());
    assertEquals("{\"data\":\"ok\"}", server.reading().get(new Look("a")));
    assertEquals(3, server.seen.size());
  }

  @Test
  void aReadGivesUpInTheEndAndSaysHowOftenItTried() {
    server.then(times(8, error(503, "unavailable")));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(Ending.UNANSWERED, e.ending());
    assertEquals("could not look at a: 503 unavailable (req_1), tried 8 times", e.getMessage());
    assertEquals(8, server.seen.size());
  }

  @Test
  void whatTheTenantRefusesIsNotTriedAgain() {
    server.then(error(404, "unknown_role"));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(Ending.REFUSED, e.ending());
    assertEquals("could not look at a: 404 unknown_role (req_1)", e.getMessage());
    assertEquals(1, server.seen.size());
  }

  @Test
  void aServerErrorIsNotTriedAgain() {
    server.then(error(500, "internal_error"), error(500, "internal_error"));
    var read = failure(() -> server.reading().get(new Look("a")));
    assertEquals(Ending.UNANSWERED, read.ending());
    var write = failure(() -> server.writing().send(KEYED));
    assertEquals(Ending.UNKNOWN_EFFECT, write.ending());
    assertEquals(2, server.seen.size());
  }

  @Test
  void aWriteWithAKeyIsTriedAgainWithTheSameKey() throws Exception {
    server.then(lost(), error(503, "unavailable"), json(201, "{}"));
    assertEquals(201, server.writing().send(KEYED));
    assertEquals(
        List.of("run-1", "run-1", "run-1"),
        server.seen.stream().map(r -> r.getHeaders().get("Idempotency-Key")).toList());
  }

  @Test
  void aWriteWhoseAnswerStaysLostHasAnUnknownEffect() {
    server.then(times(8, lost()));
    var e = failure(() -> server.writing().send(KEYED));
    assertEquals(Ending.UNKNOWN_EFFECT, e.ending());
    assertTrue(message(e).startsWith("could not touch it: no answer: "), message(e));
    assertTrue(message(e).endsWith(", tried 8 times"), message(e));
  }

  @Test
  void aLostAnswerIsRememberedWhenLaterTriesAreRefusedByTheWay() {
    server.then(lost()).then(times(7, error(503, "unavailable")));
    assertEquals(Ending.UNKNOWN_EFFECT, failure(() -> server.writing().send(KEYED)).ending());
  }

  @Test
  void aTenantThatSaysUnavailableHasChangedNothingButAGatewayCannotKnow() {
    server.then(times(8, error(503, "unavailable")));
    assertEquals(Ending.UNANSWERED, failure(() -> server.writing().send(KEYED)).ending());
    server.then(times(8, json(504, "<html>")));
    assertEquals(Ending.UNKNOWN_EFFECT, failure(() -> server.writing().send(KEYED)).ending());
  }

  @Test
  void aWriteWithoutAKeyIsSentOnce() {
    server.then(lost());
    assertEquals(Ending.UNKNOWN_EFFECT, failure(() -> server.writing().send(ONCE)).ending());
    server.then(json(503, ""));
    assertEquals(Ending.UNKNOWN_EFFECT, failure(() -> server.writing().send(ONCE)).ending());
    server.then(json(502, ""));
    assertEquals(Ending.UNKNOWN_EFFECT, failure(() -> server.writing().send(ONCE)).ending());
    assertEquals(3, server.seen.size());
  }

  /** Both came before the work. */
  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aWriteWithoutAKeyIsSentAgainWhenItWasToComeAgain(int status) throws Exception {
    server.then(after(status, "2"), json(201, "{}"));
    assertEquals(201, server.writing().send(ONCE));
    assertFalse(server.time.instant().isBefore(FakeTime.START.plusSeconds(2)));
    server.then(times(8, after(503, "1")));
    assertEquals(Ending.UNANSWERED, failure(() -> server.writing().send(ONCE)).ending());
  }

  /** The repeat of a try that came through after all. */
  @Test
  void whatRefusesARepeatDoesNotSayThatNothingWasDone() {
    server.then(json(502, ""), error(409, "already_exists"));
    assertEquals(Ending.UNKNOWN_EFFECT, failure(() -> server.writing().send(KEYED)).ending());
    server.then(json(502, ""), error(412, "version_conflict"));
    assertEquals(Ending.UNKNOWN_EFFECT, failure(() -> server.writing().send(KEYED)).ending());
    server.then(error(409, "already_exists"));
    assertEquals(Ending.REFUSED, failure(() -> server.writing().send(KEYED)).ending());
  }

  @Test
  void aRateLimitThatNeverEndsDoes() {
    server.then(times(30, after(429, "200")));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertTrue(message(e).contains("asks to wait 200 s"), message(e));
    assertTrue(
        server.time.instant().isBefore(FakeTime.START.plus(Duration.ofMinutes(20))),
        "it waits for hours");
  }

  /** Whatever it says, the tries spread. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "soon", ""})
  void aWaitOfNothingIsOurs(String text) {
    server.then(times(30, after(429, text)));
    failure(() -> server.reading().get(new Look("a")));
    assertFalse(server.time.instant().isBefore(FakeTime.START.plus(Duration.ofMinutes(1))));
  }

  @Test
  void anUnreadableAnswerToAWriteLeavesItsEffectUnknown() {
    server.then(json(200, ""));
    var e = failure(() -> server.writing().send(KEYED));
    assertEquals(Ending.UNKNOWN_EFFECT, e.ending());
    assertEquals("could not touch it: the answer cannot be read: no field data", e.getMessage());
  }

  @Test
  void aVersionConflictIsARefusalThatSaysSo() {
    server.then(error(412, "version_conflict"));
    var e = failure(() -> server.writing().send(KEYED));
    assertEquals(Ending.REFUSED, e.ending());
    assertEquals(412, e.status());
  }

  @Test
  void nobodyThereMeansNothingWasSent() {
    var environment =
        new HttpEnvironment(
            Map.of(), PointedFiles.below(Path.of("")), new FakeTime().timing(), 8, Trace.none());
    try (var port = new ReservedPort();
        var nobody =
            new Connection(
                URI.create("http://127.0.0.1:" + port.number()),
                null,
                environment,
                Server.CODES,
                Server.QUICK)) {
      var e = failure(() -> nobody.writing(login(), Fence.none()).send(KEYED));
      assertEquals(Ending.UNANSWERED, e.ending());
      assertEquals(
          "could not get a token for client client-a: no answer: connection refused,"
              + " tried 4 times",
          e.getMessage());
    }
  }

  @Test
  void theRateLimitIsWaitedForAsAsked() throws Exception {
    server.then(after(429, "7"), after(429, "0"));
    server.reading().get(new Look("a"));
    var pauses = server.time.pauses();
    assertTrue(pauses.getFirst().compareTo(Duration.ofSeconds(7)) >= 0, pauses.toString());
    assertTrue(pauses.getFirst().compareTo(Duration.ofMillis(7100)) <= 0, pauses.toString());
    assertEquals(2, pauses.size());
    assertTrue(pauses.getLast().compareTo(Duration.ofSeconds(1)) < 0, pauses.toString());
  }

  @Test
  void retryAfterMayBeADate() throws Exception {
    server.then(after(429, "Mon, 23 Nov 2026 12:00:09 GMT"));
    server.reading().get(new Look("a"));
    assertFalse(server.time.instant().isBefore(FakeTime.START.plusSeconds(9)));
  }

  @Test
  void aWaitThatIsTooLongIsNotWaitedFor() {
    server.then(after(429, "3600"));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(Ending.UNANSWERED, e.ending());
    assertEquals(
        "could not look at a: 429 rate_limited (req_1), asks to wait 3600 s", e.getMessage());
    assertEquals(List.of(), server.time.pauses());
  }

  @Test
  void oneRateLimitHoldsBackEveryRequestOfTheClient() throws Exception {
    var http = server.reading();
    http.get(new Look("warm"));
    server.then(after(429, "5"));
    Server.atOnce(8, () -> http.get(new Look("a")));
    assertFalse(server.time.instant().isBefore(FakeTime.START.plusSeconds(5)));
    server.connection.reading(login()).get(new Look("b"));
    assertEquals(Map.of("GET", 11L, "POST", 2L), server.connection.requests());
  }

  private static Login login() {
    return new Login(Server.KEY, RequestTarget.of("oauth2", "token"), Set.of(), null);
  }

  @Test
  void anInterruptEndsAWaitAndStaysVisible() {
    server.then(error(503, "unavailable"));
    Thread.currentThread().interrupt();
    var e = failure(() -> server.reading().get(new Look("a")));
    assertTrue(Thread.interrupted());
    assertEquals(Ending.UNANSWERED, e.ending());
  }

  private static String message(HttpException e) {
    return String.valueOf(e.getMessage());
  }
}
