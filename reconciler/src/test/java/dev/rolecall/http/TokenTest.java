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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One token for all calls, renewed early, by one caller, and never with less than is needed. */
class TokenTest {
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> sent() {
    return server.seen.stream()
        .map(r -> String.valueOf(r.getHeaders().get("Authorization")))
        .toList();
  }

  @Test
  void itIsFetchedOnceWhenFirstNeededEvenByManyAtOnce() throws Exception {
    var http = server.reading("read");
    assertEquals(0, server.tokenBodies.size());
    Server.atOnce(20, () -> http.get(new Look("a")));
    assertEquals(1, server.tokenBodies.size());
    assertEquals(Collections.nCopies(20, "Bearer token-1"), sent());
    assertEquals(
        "grant_type=client_credentials&client_id=client-a&client_secret=s3cr3t%2Fwith%2Bsigns"
            + "&scope=read",
        server.tokenBodies.getFirst());
  }

  @Test
  void itIsRenewedBeforeItExpires() throws Exception {
    var http = server.reading();
    http.get(new Look("a"));
    server.time.advance(Duration.ofSeconds(839));
    http.get(new Look("b"));
    server.time.advance(Duration.ofSeconds(1));
    http.get(new Look("c"));
    assertEquals(List.of("Bearer token-1", "Bearer token-1", "Bearer token-2"), sent());
  }

  @Test
  void aShortLivedOneIsNotRenewedForEveryCall() throws Exception {
    server.thenToken(server.token(30, "read"));
    var http = server.reading("read");
    http.get(new Look("a"));
    server.time.advance(Duration.ofSeconds(23));
    http.get(new Look("b"));
    assertEquals(List.of("Bearer token-1", "Bearer token-1"), sent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e18", "-5", "9223372036854775807", "0", "\"soon\"", "null", "[]"})
  void anyLifetimeIsTaken(String seconds) throws Exception {
    server.thenToken(json(200, "{\"access_token\":\"t\",\"expires_in\":%s}".formatted(seconds)));
    server.reading().get(new Look("a"));
    assertEquals(List.of("Bearer t"), sent());
  }

  /** OkHttp refuses to send it, with an exception that is nobody's answer. */
  @ParameterizedTest
  @ValueSource(strings = {"two\\nlines", "\u00e9", "a b", "\\u0000"})
  void aTokenThatNoHeaderTakesIsNone(String value) {
    server.thenToken(json(200, "{\"access_token\":\"%s\",\"expires_in\":9}".formatted(value)));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertTrue(String.valueOf(e.getMessage()).contains("no header takes"), e::toString);
    assertEquals(List.of(), sent());
  }

  @Test
  void aRefusedTokenIsRenewedOnce() throws Exception {
    server.then(error(401, "invalid_token"));
    var http = server.reading();
    http.get(new Look("a"));
    assertEquals(List.of("Bearer token-1", "Bearer token-2"), sent());

    server.then(error(401, "invalid_token"), error(401, "invalid_token"));
    var e = failure(() -> http.get(new Look("b")));
    assertEquals(Ending.REFUSED, e.ending());
    assertEquals("could not look at b: 401 invalid_token: Words. (req_1)", e.getMessage());
  }

  @Test
  void aWriteWithoutAKeyIsSentAgainAfterA401ForItWasNeverDone() throws Exception {
    server.then(error(401, "invalid_token"));
    assertEquals(200, server.writing().send(new Touch("POST", false)));
  }

  @Test
  void aMissingScopeIsNamedWhenTheTenantGrantsLess() {
    server.thenToken(server.token(900, "read"));
    var e = failure(() -> server.reading("read", "write").get(new Look("a")));
    assertEquals(Ending.REFUSED, e.ending());
    assertEquals(
        "could not get a token for client client-a: it lacks the scope write;"
            + " grant it to the client",
        e.getMessage());
    assertEquals(List.of(), server.seen);
  }

  @Test
  void aMissingScopeIsNamedWhenTheTenantIsStrict() {
    server.thenToken(error(400, "invalid_scope"), server.token(900, "read"));
    var e = failure(() -> server.reading("read", "write").get(new Look("a")));
    assertTrue(String.valueOf(e.getMessage()).contains("lacks the scope write;"), e.getMessage());
  }

  @Test
  void theTenantsOwnWordForAMissingScopeIsPassedOn() {
    server.then(
        json(
            403,
            """
            {"error": "insufficient_scope", "message": "No.",
             "details": {"required_scope": "roles:write"}, "request_id": "req_2"}
            """));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(
        "could not look at a: 403 insufficient_scope: the client lacks the scope roles:write;"
            + " grant it to the client (req_2)",
        e.getMessage());
  }

  @Test
  void wrongCredentialsAreSaidAsSuch() {
    server.thenToken(error(401, "invalid_client"));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(Ending.REFUSED, e.ending());
    assertEquals(
        "could not get a token for client client-a: 401 invalid_client (req_1)", e.getMessage());
  }

  @Test
  void anAnswerWithoutATokenSaysWhatIsMissing() {
    server.thenToken(json(200, "{}"), json(200, "<html>"));
    var http = server.reading();
    String start = "could not get a token for client client-a: the answer cannot be read: ";
    assertEquals(
        start + "no field access_token", failure(() -> http.get(new Look("a"))).getMessage());
    assertEquals(start + "not JSON", failure(() -> http.get(new Look("a"))).getMessage());
  }
}
