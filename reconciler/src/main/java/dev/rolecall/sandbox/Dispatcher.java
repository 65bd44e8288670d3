package dev.rolecall.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes each request through faults, limits, rights and its transaction to an answer. */
final class Dispatcher implements HttpHandler {
  private final InstantSource clock;
  private final Store store;
  private final Tokens tokens;
  private final Router router;
  private final Weather weather;

  Dispatcher(InstantSource clock, Store store, Tokens tokens, Router router, Weather weather) {
    this.clock = clock;
    this.store = store;
    this.tokens = tokens;
    this.router = router;
    this.weather = weather;
  }

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** What every request meets before its own work. */
  record Weather(Duration latency, Fault.Dice dice, RateLimit limit, AccessLog log) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Instant start = clock.instant();
    Fault fault = weather.dice().roll();
    try (exchange) {
      if (!weather.latency().isZero()) {
        LockSupport.parkNanos(weather.latency().toNanos());
      }
      if (fault == Fault.RESET_BEFORE) {
        log(exchange, "reset", start);
        return;
      }
      String id = Ulids.next("req", clock.instant());
      Answer answer = answer(exchange, id, fault);
      log(exchange, fault == Fault.RESET_AFTER ? "reset" : "" + answer.status(), start);
      if (fault != Fault.RESET_AFTER) {
        send(exchange, answer.header("X-Request-Id", id), fault == Fault.CUT_SHORT);
      }
    }
  }

  private void log(HttpExchange exchange, String status, Instant start) throws IOException {
    long millis = Duration.between(start, clock.instant()).toMillis();
    weather
        .log()
        .line(exchange.getRequestMethod(), exchange.getRequestURI().toString(), status, millis);
  }

  private Answer answer(HttpExchange exchange, String id, Fault fault) throws IOException {
    try {
      fault.refuse();
      requireLoopback(exchange.getRequestHeaders().getFirst("Host"));
      weather.limit().admit(clock.instant());
      return work(Request.read(exchange, id));
    } catch (Refusal e) {
      return e.answer(id);
    } catch (RuntimeException e) {
      return new Refusal(ErrorCode.INTERNAL_ERROR, "A fault of the sandbox: " + e).answer(id);
    }
  }

  /** A page of the web that has its name resolved to this machine still says its own name. */
  private static void requireLoopback(@Nullable String host) {
    String name = host == null ? "" : host.replaceFirst(":[0-9]*$", "");
    if (!LOOPBACK.contains(name)) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "The sandbox answers on the loopback only: Host is 127.0.0.1, localhost or [::1].");
    }
  }

  private Answer work(Request request) {
    Router.Match match = router.match(request.method(), request.path());
    Route route = match.route();
    Instant now = clock.instant();
    Caller caller =
        switch (route.kind()) {
          case OPEN -> Caller.NOBODY;
          case READ, WRITE -> authorized(request, route, now);
        };
    Function<Sql, Call> call = sql -> new Call(sql, request, match.path(), caller, now);
    return switch (route.kind()) {
      case WRITE -> store.write(sql -> Idempotency.once(call.apply(sql), route.handler()));
      case OPEN -> store.write(sql -> route.handler().handle(call.apply(sql)));
      case READ -> store.read(sql -> route.handler().handle(call.apply(sql)));
    };
  }

  private Caller authorized(Request request, Route route, Instant now) {
    Caller caller =
        request
            .header("Authorization")
            .filter(text -> text.startsWith("Bearer "))
            .flatMap(text -> tokens.caller(text.substring("Bearer ".length()).strip(), now))
            .orElseThrow(() ->
                new Refusal(
                        ErrorCode.INVALID_TOKEN,
                        "The access token is missing, expired, or not a client's.")
                    .header("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    String scope = route.scope();
    if (scope != null && !caller.scopes().contains(scope)) {
      throw new Refusal(
              ErrorCode.INSUFFICIENT_SCOPE,
              "The token of " + caller.client() + " lacks the scope " + scope + ".")
          .with("required_scope", scope);
    }
    return caller;
  }

  private static void send(HttpExchange exchange, Answer answer, boolean half) throws IOException {
    byte[] body = Json.MAPPER.writeValueAsBytes(answer.body());
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    answer.headers().forEach(headers::set);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body, 0, half ? body.length / 2 : body.length);
  }
}
