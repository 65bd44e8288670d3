package dev.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.http.HttpException.Ending;
import java.net.URLEncoder;
import java.time.Instant;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Sends one endpoint until it is answered or there is no sense in trying again. */
final class RequestExecutor {
  private final HttpUrl base;
  private final HttpEnvironment.Timing timing;
  private final Limits limits;
  private final Transport transport;
  private final Backoff backoff;
  private final RateLimitGate gate;
  private final Redactor redactor = new Redactor();
  private final FailureText text;

  RequestExecutor(
      HttpUrl base,
      HttpEnvironment.Timing timing,
      Limits limits,
      Transport transport,
      ErrorCodes codes) {
    this.base = base;
    this.timing = timing;
    this.limits = limits;
    this.transport = transport;
    this.backoff = new Backoff(timing.random());
    this.gate = new RateLimitGate(timing, backoff);
    this.text = new FailureText(codes, redactor);
  }

  Instant now() {
    return timing.clock().instant();
  }

  Redactor redactor() {
    return redactor;
  }

  void hide(ClientCredentials credentials) {
    redactor.hide(credentials.secrets());
  }

  /** A call that writes nothing. Null tokens: it needs none. */
  <T> T call(Endpoint<T> endpoint, @Nullable TokenSource tokens) throws HttpException {
    return call(endpoint, tokens, Fence.none());
  }

  /**
   * Every try is sent only while the fence lets it; it ends with the fence, and so do the waits.
   */
  <T> T call(Endpoint<T> endpoint, @Nullable TokenSource tokens, Fence fence) throws HttpException {
    var state = new CallState(endpoint, text, limits);
    try {
      while (true) {
        var next = attempt(endpoint, tokens, state, fence);
        switch (next) {
          case CallState.Next.Done<T>(var value) -> {
            return value;
          }
          case CallState.Next.Retry<T>(var wait, var everybody) -> {
            if (wait.compareTo(fence.left()) >= 0) {
              throw state.fenced();
            }
            if (everybody) {
              gate.closeFor(wait);
            } else if (wait.isPositive()) {
              timing.sleeper().sleep(wait);
            }
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw state.interrupted();
    }
  }

  private <T> CallState.Next<T> attempt(
      Endpoint<T> endpoint, @Nullable TokenSource tokens, CallState state, Fence fence)
      throws HttpException, InterruptedException {
    Token token = tokens == null ? null : state.token(tokens);
    gate.pass();
    var attempt = transport.exchange(request(endpoint, token), fence);
    return switch (attempt) {
      case Attempt.Fenced _ -> throw state.fenced();
      case Attempt.Lost(var cause, var sent, var took) -> {
        state.took(took);
        if (Thread.interrupted()) {
          state.mayHaveHadItsEffect(sent);
          throw new InterruptedException();
        }
        yield state.lost(cause, sent, backoff);
      }
      case Attempt.Answered(var response, var took) -> {
        state.took(took);
        if (response.isSuccess()) {
          yield new CallState.Next.Done<>(state.read(endpoint, response));
        }
        if (response.status() == 401 && tokens != null && token != null && state.renewOnce()) {
          tokens.refused(token);
          yield CallState.Next.atOnce();
        }
        var refusal = ErrorResponse.of(response);
        var accepted = endpoint.accept(refusal);
        yield accepted.isPresent()
            ? new CallState.Next.Done<>(accepted.get())
            : state.refused(refusal, response, backoff, now());
      }
    };
  }

  private Request request(Endpoint<?> endpoint, @Nullable Token token) throws HttpException {
    var builder = new Request.Builder().url(url(endpoint)).header("Accept", Body.JSON);
    if (token != null) {
      builder.header("Authorization", "Bearer " + token.value());
    }
    return switch (endpoint) {
      case Get<?> _ -> builder.get().build();
      case PartialExport<?> _ -> builder.post(RequestBody.create(new byte[0], null)).build();
      case Write<?> write -> {
        for (var header : write.headers().entrySet()) {
          header(builder, endpoint, header.getKey(), header.getValue());
        }
        yield builder.method(write.method(), body(write)).build();
      }
    };
  }

  /** A value that the remote side gave, such as a version, may be none that can be sent back. */
  private static void header(
      Request.Builder builder, Endpoint<?> endpoint, String name, String value)
      throws HttpException {
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))) {
      throw new HttpException(
          Ending.REFUSED,
          "could not %s: the tenant gave a value for %s that no header takes"
              .formatted(endpoint.doing(), name));
    }
    builder.header(name, value);
  }

  private static @Nullable RequestBody body(Write<?> write) {
    var body = write.body();
    if (!body.type().isEmpty()) {
      return RequestBody.create(body.bytes(), MediaType.get(body.type()));
    }
    return write.method().equals("DELETE") ? null : RequestBody.create(new byte[0], null);
  }

  private HttpUrl url(Endpoint<?> endpoint) throws HttpException {
    var target = endpoint.target();
    var builder = base.newBuilder();
    for (String segment : target.segments()) {
      // A URL resolves these away, so the call would go to another resource.
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new HttpException(
            Ending.REFUSED,
            "could not %s: \"%s\" cannot be part of a URL".formatted(endpoint.doing(), segment));
      }
      // OkHttp leaves a semicolon, which servers take for the begin of a parameter or refuse;
      // URLEncoder encodes a tilde, and Keycloak refuses that as not normalized.
      builder.addEncodedPathSegment(
          URLEncoder.encode(segment, UTF_8).replace("+", "%20").replace("%7E", "~"));
    }
    for (int i = 0; i < target.query().size(); i += 2) {
      builder.addQueryParameter(target.query().get(i), target.query().get(i + 1));
    }
    return builder.build();
  }
}
