package dev.rolecall.http;

import static dev.rolecall.http.Server.failure;
import static dev.rolecall.http.Server.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.http.HttpException.Ending;
import dev.rolecall.http.Server.Look;
import dev.rolecall.http.Server.Touch;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.RuleId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets stay in, floods stay out, and a reader cannot write. */
class GuardTest {
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String everything(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void aTenantThatEchoesSecretsDoesNotGetThemIntoMessages() {
    String echo = "token-1 and %s and s3cr3t%%2Fwith%%2Bsigns".formatted(Server.SECRET);
    server.then(
        json(
            400,
            "{\"error\":\"%s\",\"message\":\"%s\",\"request_id\":\"%s\"}"
                .formatted(echo, echo, echo)));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertFalse(everything(e).contains("s3cr3t"), everything(e));
    assertFalse(everything(e).contains("token-1"), everything(e));
    assertTrue(everything(e).contains("*** and *** and ***"), everything(e));
  }

  /** What it was sent, in the form of HTTP Basic or of a form, or of either in the other. */
  static Stream<String> formsOfTheSecret() {
    byte[] pair = ("client-a:" + Server.SECRET).getBytes(UTF_8);
    byte[] encodedPair = "client-a:s3cr3t%2Fwith%2Bsigns".getBytes(UTF_8);
    byte[] secret = Server.SECRET.getBytes(UTF_8);
    var plain = Base64.getEncoder();
    var ofUrls = Base64.getUrlEncoder();
    return Stream.of(
        plain.encodeToString(pair),
        plain.withoutPadding().encodeToString(pair),
        ofUrls.encodeToString(pair),
        plain.encodeToString(encodedPair),
        plain.encodeToString(secret),
        ofUrls.withoutPadding().encodeToString(secret),
        URLEncoder.encode(plain.encodeToString(pair), UTF_8),
        "s3cr3t%2Fwith%2Bsigns",
        "s3cr3t%2fwith%2bsigns",
        "s3cr3t/with%2Bsigns",
        "%73%33cr3t/with+signs");
  }

  @ParameterizedTest
  @MethodSource("formsOfTheSecret")
  void noFormOfASecretGetsIntoMessages(String form) {
    server.thenToken(
        json(
            401,
            "{\"error\":\"invalid_grant\",\"error_description\":\"Not <%s>.\"}".formatted(form)));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(
        "could not get a token for client client-a: 401 invalid_grant: Not <***>.", e.getMessage());
    server.thenToken(
        new MockResponse.Builder().status("NO " + form).build(),
        new MockResponse.Builder().status("NO " + form).build());
    var odd = failure(() -> server.reading().get(new Look("a")));
    assertTrue(odd.getMessage().contains("(unexpected status line: no ***)"), odd.getMessage());
  }

  /** As long as an answer may be. */
  @Test
  void aTokenOfAnyLengthIsHidden() {
    String token = "t0k3n".repeat(1_900);
    server.thenToken(json(200, "{\"access_token\":\"%s\",\"scope\":\"\"}".formatted(token)));
    server.then(json(400, "{\"error\":\"no\",\"message\":\"Not <%s>.\"}".formatted(token)));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals("could not look at a: 400 no: Not <***>.", e.getMessage());
  }

  @Test
  void nothingThatHoldsASecretPrintsIt() {
    var login = new Login(Server.KEY, RequestTarget.of("oauth2", "token"), Set.of("read"), null);
    var call = new TokenCall(login, Set.of(), FakeTime.START);
    var token = new Token("token-1", FakeTime.START, FakeTime.START, Set.of());
    for (Object object : List.of(Server.KEY, login, call, call.body(), token)) {
      assertFalse(object.toString().contains("s3cr3t"), object.toString());
      assertFalse(object.toString().contains("token-1"), object.toString());
    }
    var answer = new HttpResponse(200, Map.of(), "token-1".getBytes(UTF_8));
    assertEquals("answer 200", answer.toString());
  }

  @Test
  void theTraceHasNoQueryAndNoSecret() throws Exception {
    Get<String> query =
        new Get<>() {
          @Override
          public String doing() {
            return "search";
          }

          @Override
          public RequestTarget target() {
            return RequestTarget.of("api", "users").with("email", "anita@example.com");
          }

          @Override
          public String read(HttpResponse response) {
            return "";
          }
        };
    server.reading().get(query);
    assertEquals(List.of("POST /oauth2/token 200", "GET /api/users 200"), server.traced);
    assertEquals("/api/users?email=anita%40example.com", server.seen.getFirst().getTarget());
  }

  @Test
  void aReaderHasNoWayToSendAnythingButAGetAndThePartialExport() {
    var ways =
        Arrays.stream(ReadClient.class.getDeclaredMethods())
            .filter(m -> Modifier.isPublic(m.getModifiers()))
            .flatMap(m -> Arrays.stream(m.getParameterTypes()))
            .filter(Endpoint.class::isAssignableFrom)
            .distinct()
            .toList();
    assertEquals(Set.of(Get.class, PartialExport.class), Set.copyOf(ways));
    // The export says where it goes itself, and nobody can say it anew.
    assertTrue(Modifier.isFinal(PartialExport.class.getModifiers()));
    var target = new PartialExport<>("../../users", Json::text, "").target();
    assertEquals(List.of("admin", "realms", "../../users", "partial-export"), target.segments());
    // A Get cannot name a method, header or body: those are declared by Write alone.
    assertEquals(0, Get.class.getDeclaredMethods().length);
    assertFalse(WriteClient.class.isAssignableFrom(server.reading().getClass()));
  }

  @Test
  void anAnswerOverTheLimitIsRefusedAndNotAskedForAgain() {
    server.then(json(200, "x".repeat(10_001)));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(
        "could not look at a: no answer: the answer is larger than 10000 bytes", e.getMessage());
    assertEquals(1, server.seen.size());
  }

  @Test
  void anAnswerThatStopsHalfWayIsALostOne() throws Exception {
    server.then(
        json(200, "x".repeat(9_000))
            .newBuilder()
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    assertEquals("{\"data\":\"ok\"}", server.reading().get(new Look("a")));
    assertEquals(2, server.seen.size());
  }

  @Test
  void aServerThatStallsIsALostAnswerToo() throws Exception {
    try (var slow = new Server(Server.IMPATIENT)) {
      slow.then(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
      assertEquals("{\"data\":\"ok\"}", slow.reading().get(new Look("a")));
      assertTrue(slow.seen.size() >= 2, slow.seen::toString);
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.then(
        new MockResponse.Builder().code(302).addHeader("Location", "http://127.0.0.2/").build());
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals(
        "could not look at a: 302 redirect, which is not followed; check the url of the tenant",
        e.getMessage());
    server.thenToken(
        new MockResponse.Builder().code(307).addHeader("Location", "http://127.0.0.2/").build());
    var token = failure(() -> server.writing().send(new Touch("POST", true)));
    assertEquals(Ending.REFUSED, token.ending());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void aNameThatAUrlWouldResolveAwayIsRefused(String name) {
    var e = failure(() -> server.reading().get(new Look(name)));
    assertEquals(
        "could not look at %s: \"%s\" cannot be part of a URL".formatted(name, name),
        e.getMessage());
    assertEquals(List.of(), server.seen);
  }

  @Test
  void anyOtherNameIsEncoded() throws Exception {
    server.reading().get(new Look("a/b?c#d%2e"));
    assertEquals("/api/a%2Fb%3Fc%23d%252e", server.seen.getFirst().getTarget());
  }

  @Test
  void aListingWhosePagesGoInACircleEnds() {
    var e =
        failure(() -> {
          server.reading().pages(new Circle(), _ -> {});
          return "";
        });
    assertEquals("could not list: its pages go in a circle", e.getMessage());
  }

  private record Circle() implements Get<Page<String>> {
    @Override
    public String doing() {
      return "list";
    }

    @Override
    public RequestTarget target() {
      return RequestTarget.of("list");
    }

    @Override
    public Page<String> read(HttpResponse response) {
      return new Page<>(List.of(), new Circle());
    }
  }

  /** Always another cursor, and never an entry. */
  @Test
  void aListingThatNeverEndsEnds() {
    var e =
        failure(() -> {
          server.reading().pages(new Onward(1), _ -> {});
          return "";
        });
    assertEquals("could not list: one empty page follows the other", e.getMessage());
  }

  private record Onward(int number) implements Get<Page<String>> {
    @Override
    public String doing() {
      return "list";
    }

    @Override
    public RequestTarget target() {
      return RequestTarget.of("list").with("cursor", "c" + number);
    }

    @Override
    public Page<String> read(HttpResponse response) {
      return new Page<>(List.of(), new Onward(number + 1));
    }
  }

  @Test
  void ofALongRefusalTheBeginningIsRead() {
    server.then(json(403, "x".repeat(3 << 20)));
    var e = failure(() -> server.reading().get(new Look("a")));
    assertEquals("could not look at a: 403 not allowed", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com", "http://127.0.0.1.example.com", "http://10.0.0.1"})
  void plainHttpIsForTheLoopback(String url) {
    var e = assertThrows(InvalidInputException.class, () -> connect(url, null).close());
    assertEquals(RuleId.INSECURE_URL, e.problems().getFirst().rule());
  }

  @Test
  void aCaFileThatIsNotThereIsTheUsersToMend() {
    var missing = Path.of("no-such-file.pem");
    var e =
        assertThrows(
            InvalidInputException.class, () -> connect("https://example.com", missing).close());
    assertEquals(RuleId.UNREADABLE_FILE, e.problems().getFirst().rule());
  }

  private static Connection connect(String url, @Nullable Path caFile) {
    var environment =
        new HttpEnvironment(
            Map.of(), PointedFiles.below(Path.of("")), new FakeTime().timing(), 8, Trace.none());
    return new Connection(URI.create(url), caFile, environment, ErrorCodes.UNKNOWN);
  }
}
