package dev.rolecall.http;

import static dev.rolecall.http.Server.error;
import static dev.rolecall.http.Server.failure;
import static dev.rolecall.http.Server.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.http.HttpException.Ending;
import dev.rolecall.http.Server.Look;
import dev.rolecall.http.Server.Touch;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who answers slowly, endlessly or no HTTP at all holds nobody up for long. */
class SlowAnswersTest {
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

  @Test
  void anAnswerThatDripsForAllItsTimeIsNotAskedForAgain() throws Exception {
    try (var hurried = new Server(Server.HURRIED)) {
      hurried.thenToken(times(8, Server.dripped()));
      var e = failure(() -> hurried.reading().get(new Look("a")));
      assertEquals(
          "could not get a token for client client-a: no answer: not all of it came within 1 s",
          e.getMessage());
      assertEquals(1, hurried.tokenBodies.size());
    }
  }

  @Test
  void triesThatTakeLongAreFewer() {
    server.takes = Duration.ofSeconds(70);
    server.then(times(8, error(503, "unavailable")));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals("could not look at a: 503 unavailable (req_1), tried 3 times", e.getMessage());
    assertEquals(3, server.seen.size());
  }

  @Test
  void soAreThoseWithoutAnAnswer() {
    server.takes = Duration.ofSeconds(59);
    server.then(times(8, Server.lost()));
    var e = failure(() -> server.writing().send(new Touch("POST", true)));
    assertEquals(Ending.UNKNOWN_EFFECT, e.ending());
    assertTrue(e.getMessage().endsWith(", tried 4 times"), e.getMessage());
    assertEquals(4, server.seen.size());
  }

  /** What the tenant asks to wait is no time of a try. */
  @Test
  void waitsAreNotCounted() throws Exception {
    server.then(times(3, Server.after(429, "200")));
    assertEquals("{\"data\":\"ok\"}", server.reading().get(new Look("a")));
    assertEquals(4, server.seen.size());
  }

  static Stream<Named<MockResponse>> oddAnswers() {
    var lines = new MockResponse.Builder();
    for (int i = 0; i < 6_000; i++) {
      lines.addHeader("X-Number-" + i, "x".repeat(40));
    }
    return Stream.of(
        Named.of("garbage", new MockResponse.Builder().status("SSH-2.0-OpenSSH_9.6").build()),
        Named.of("407", new MockResponse.Builder().code(407).build()),
        Named.of("a long head", lines.build()),
        Named.of(
            "a long line", new MockResponse.Builder().addHeader("X", "x".repeat(300_000)).build()));
  }

  @ParameterizedTest
  @MethodSource("oddAnswers")
  void whatIsNoHttpIsTriedOnceMore(MockResponse odd) {
    server.then(times(8, odd));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(Ending.UNANSWERED, e.ending());
    assertEquals(2, server.seen.size());
    assertTrue(e.getMessage().endsWith(", tried 2 times"), e.getMessage());
  }

  /** A lost connection is not taken for one of them. */
  @Test
  void anAnswerThatIsCutIsTriedAsOftenAsEver() throws Exception {
    server
        .then(times(2, Server.lost()))
        .then(
            times(
                3,
                json(200, "x".repeat(9_000))
                    .newBuilder()
                    .onResponseBody(new SocketEffect.CloseSocket())
                    .build()));
    assertEquals("{\"data\":\"ok\"}", server.reading().get(new Look("a")));
    assertEquals(6, server.seen.size());
  }
}
