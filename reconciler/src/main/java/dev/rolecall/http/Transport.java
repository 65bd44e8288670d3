package dev.rolecall.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One try of one request over OkHttp: no retry, no redirect, a limit on everything. */
final class Transport implements AutoCloseable {
  private static final int REFUSAL_BYTES = 1 << 20;

  // Shorter than the idle limit of common servers, so that few tries meet a closed connection.
  private static final int KEEP_ALIVE_SECONDS = 20;

  private final OkHttpClient client;
  private final Semaphore slots;
  private final Limits limits;
  private final HttpEnvironment environment;
  private final RequestCounter requests;

  Transport(
      HttpUrl base,
      HttpEnvironment environment,
      @Nullable Path caFile,
      Limits limits,
      RequestCounter requests) {
    this.environment = environment;
    this.limits = limits;
    this.requests = requests;
    this.slots = new Semaphore(environment.parallelism(), true);
    var proxies = Proxies.of(environment.variables(), base);
    var pool = new ConnectionPool(environment.parallelism(), KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    var builder =
        new OkHttpClient.Builder()
            .connectionPool(pool)
            .proxy(proxies.proxy())
            .proxyAuthenticator(proxies.authenticator())
            // A redirect could carry the token to another host.
            .followRedirects(false)
            .followSslRedirects(false)
            // OkHttp would send a POST again by itself; whether that is safe is ours to know.
            .retryOnConnectionFailure(false)
            .connectTimeout(limits.connect())
            .readTimeout(limits.read())
            .writeTimeout(limits.read())
            .callTimeout(limits.call())
            .eventListener(new Sent())
            // The loopback needs none of the certificates that take long to load.
            .connectionSpecs(
                List.of(base.isHttps() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT));
    if (caFile != null) {
      var trust = TrustedCertificates.withFile(caFile.toString(), environment.files());
      builder.sslSocketFactory(trust.sslSocketFactory(), trust.trustManager());
    }
    client = builder.build();
  }

  private static final class Sent extends EventListener {
    @Override
    public void requestHeadersStart(Call call) {
      var sent = call.request().tag(AtomicBoolean.class);
      if (sent != null) {
        sent.set(true);
      }
    }
  }

  Attempt exchange(Request request, Fence fence) throws InterruptedException {
    slots.acquire();
    try {
      Duration left = fence.left();
      if (!left.isPositive()) {
        return new Attempt.Fenced();
      }
      return traced(request, left.compareTo(limits.call()) < 0 ? left : limits.call());
    } finally {
      slots.release();
    }
  }

  private Attempt traced(Request request, Duration limit) {
    requests.count(request.method());
    Instant start = now();
    var attempt = attempt(request, limit, start);
    int status =
        switch (attempt) {
          case Attempt.Answered(var response, _) -> response.status();
          case Attempt.Lost(_, _, _), Attempt.Fenced() -> 0;
        };
    long milliseconds = Duration.between(start, now()).toMillis();
    environment
        .trace()
        .request(request.method(), request.url().encodedPath(), status, milliseconds);
    return attempt;
  }

  private Instant now() {
    return environment.timing().clock().instant();
  }

  /** A clock that jumps makes no try longer than it can be, or shorter than nothing. */
  private Duration since(Instant start) {
    var took = Duration.between(start, now());
    return took.isNegative()
        ? Duration.ZERO
        : took.compareTo(limits.call()) > 0 ? limits.call() : took;
  }

  private Attempt attempt(Request request, Duration limit, Instant start) {
    var sent = new AtomicBoolean();
    var tagged = request.newBuilder().tag(AtomicBoolean.class, sent).build();
    var call = client.newCall(tagged);
    call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    try (var response = call.execute()) {
      return new Attempt.Answered(received(response), since(start));
    } catch (IOException e) {
      boolean usedUp = isCallTimeout(e) && limit.equals(limits.call());
      return new Attempt.Lost(usedUp ? new TimeUsedUp(limit) : e, sent.get(), since(start));
    }
  }

  /** Of the call as a whole: a socket that is silent too long says so by a type of its own. */
  private static boolean isCallTimeout(IOException e) {
    return e instanceof InterruptedIOException
        && !(e instanceof SocketTimeoutException)
        && !Thread.currentThread().isInterrupted();
  }

  private HttpResponse received(Response response) throws IOException {
    var headers = new HashMap<String, String>();
    for (var header : response.headers()) {
      headers.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond());
    }
    try (var in = response.body().byteStream()) {
      if (!response.isSuccessful()) {
        // Nobody reads more than the beginning of a refusal.
        return new HttpResponse(response.code(), headers, in.readNBytes(REFUSAL_BYTES));
      }
      int most = (int) Math.min(limits.answerBytes(), Integer.MAX_VALUE - 16);
      byte[] body = in.readNBytes(most + 1);
      if (body.length > most) {
        throw new TooLarge(most);
      }
      return new HttpResponse(response.code(), headers, body);
    }
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
