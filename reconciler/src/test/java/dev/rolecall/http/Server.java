package dev.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A server that answers what the test put in, and a connection to it whose waits cost no time. */
final class Server implements AutoCloseable {
  static final String SECRET = "s3cr3t/with+signs";
  static final ClientCredentials KEY = new ClientCredentials("client-a", SECRET);
  static final ErrorCodes CODES = new ErrorCodes(Set.of("unknown_role"), Set.of("roles"));
  static final Limits QUICK =
      new Limits(
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(3),
          10_000,
          8,
          2,
          30,
          Duration.ofMinutes(5),
          Duration.ofMinutes(15));

  /** Gives a try a second, however it comes. */
  static final Limits HURRIED =
      new Limits(
          QUICK.connect(),
          QUICK.read(),
          Duration.ofSeconds(1),
          QUICK.allTries(),
          QUICK.answerBytes(),
          QUICK.tries(),
          QUICK.oddTries(),
          QUICK.throttledTries(),
          QUICK.longestWait(),
          QUICK.allWaits());

  /** Waits a second for an answer; an answer on a busy machine may come later and be lost too. */
  static final Limits IMPATIENT =
      new Limits(
          QUICK.connect(),
          Duration.ofSeconds(1),
          QUICK.call(),
          QUICK.allTries(),
          QUICK.answerBytes(),
          QUICK.tries(),
          QUICK.oddTries(),
          QUICK.throttledTries(),
          QUICK.longestWait(),
          QUICK.allWaits());

  /** One that is dripped slower than anybody waits for. */
  static MockResponse dripped() {
    return json(200, "x".repeat(9_000))
        .newBuilder()
        .throttleBody(1, 20, TimeUnit.MILLISECONDS)
        .build();
  }

  final FakeTime time = new FakeTime();

  /** How long the server takes for an answer, on the clock of the test. */
  volatile Duration takes = Duration.ZERO;

  final List<String> traced = new ArrayList<>();
  final AtomicInteger tokens = new AtomicInteger();
  final List<String> tokenBodies = new ArrayList<>();
  final List<RecordedRequest> seen = new ArrayList<>();
  private final LinkedBlockingQueue<MockResponse> answers = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<MockResponse> tokenAnswers = new LinkedBlockingQueue<>();
  private final MockWebServer web = new MockWebServer();
  final Connection connection;

  Server() throws IOException {
    this(QUICK);
  }

  Server(Limits limits) throws IOException {
    web.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    web.start(InetAddress.getLoopbackAddress(), 0);
    connection =
        new Connection(
            URI.create("http://127.0.0.1:" + web.getPort()),
            null,
            new HttpEnvironment(
                Map.of(), PointedFiles.below(Path.of("")), time.timing(), 8, this::trace),
            CODES,
            limits);
  }

  private synchronized void trace(String method, String path, int status, long milliseconds) {
    traced.add(method + " " + path + " " + status);
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    time.advance(takes);
    if (request.getTarget().equals("/oauth2/token")) {
      var body = request.getBody();
      tokenBodies.add(body == null ? "" : body.utf8());
      var prepared = tokenAnswers.poll();
      return prepared == null ? token(900, "read write") : prepared;
    }
    seen.add(request);
    var prepared = answers.poll();
    return prepared == null ? json(200, "{\"data\":\"ok\"}") : prepared;
  }

  /** A token answer; each token is another one. */
  MockResponse token(int seconds, String scope) {
    return json(
        200,
        "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"expires_in\":%d,\"scope\":\"%s\"}"
            .formatted(tokens.incrementAndGet(), seconds, scope));
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  static MockResponse error(int status, String code) {
    return json(
        status,
        "{\"error\":\"%s\",\"message\":\"Words.\",\"details\":{},\"request_id\":\"req_1\"}"
            .formatted(code));
  }

  static MockResponse after(int status, String retryAfter) {
    return error(status, "rate_limited").newBuilder().addHeader("Retry-After", retryAfter).build();
  }

  /** The request arrives and no answer comes back. */
  static MockResponse lost() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  Server then(MockResponse... next) {
    answers.addAll(List.of(next));
    return this;
  }

  Server thenToken(MockResponse... next) {
    tokenAnswers.addAll(List.of(next));
    return this;
  }

  ReadClient reading(String... scopes) {
    return connection.reading(login(scopes));
  }

  WriteClient writing(String... scopes) {
    return connection.writing(login(scopes), Fence.none());
  }

  private static Login login(String... scopes) {
    return new Login(KEY, RequestTarget.of("oauth2", "token"), Set.of(scopes), null);
  }

  /** A read that answers its body. */
  record Look(String name) implements Get<String> {
    @Override
    public String doing() {
      return "look at " + name;
    }

    @Override
    public RequestTarget target() {
      return RequestTarget.of("api", name);
    }

    @Override
    public String read(HttpResponse response) {
      return new String(response.body(), UTF_8);
    }
  }

  /** A write that answers its status. */
  record Touch(String method, boolean repeatable) implements Write<Integer> {
    @Override
    public String doing() {
      return "touch it";
    }

    @Override
    public RequestTarget target() {
      return RequestTarget.of("api", "it");
    }

    @Override
    public Map<String, String> headers() {
      return repeatable ? Map.of("Idempotency-Key", "run-1") : Map.of();
    }

    @Override
    public Body body() {
      return Body.json("{}".getBytes(UTF_8));
    }

    @Override
    public Integer read(HttpResponse response) throws UnreadableResponse {
      if (response.body().length == 0) {
        throw new UnreadableResponse("no field data");
      }
      return response.status();
    }
  }

  /** A call that fails. */
  interface Call {
    Object run() throws HttpException;
  }

  static HttpException failure(Call call) {
    try {
      throw new AssertionError("answered " + call.run());
    } catch (HttpException e) {
      return e;
    }
  }

  /** The same call several times at once; each must be answered. */
  static <T> void atOnce(int times, Callable<T> call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(Collections.nCopies(times, call))) {
        var _ = answer.get();
      }
    }
  }

  @Override
  public void close() {
    connection.close();
    web.close();
  }
}
