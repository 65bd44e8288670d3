package dev.rolecall.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stands between rolecall and a tenant, passes everything on, and remembers it. */
final class RecordingProxy implements AutoCloseable {
  private static final int CALLS = 1_000;
  private static final Set<String> HOP =
      Set.of("connection", "content-length", "host", "transfer-encoding", "date");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile URI tenant;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger writes = new AtomicInteger();
  private final Watcher watcher;
  private final Tricks tricks;
  private volatile IntPredicate refused = _ -> false;
  private volatile boolean hangsUp;

  /** Each call of the watcher takes one: whoever has all knows that none is under way. */
  private final Semaphore watching = new Semaphore(CALLS);

  /**
   * One request that passed.
   *
   * @param query decoded; null: none
   */
  record Seen(String method, String path, @Nullable String query, String authorization) {
    boolean isToken() {
      return method.equals("POST") && path.endsWith("/token");
    }

    /** Keycloak's export is a POST that only reads. */
    boolean isWrite() {
      return !method.equals("GET") && !isToken() && !path.endsWith("/partial-export");
    }
  }

  /** Around the passing on of a write: before it, or after it and before its answer. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /** Called with the number, from 1, of each write. */
  interface Watcher {
    void write(int number, Moment moment);
  }

  /** What a tenant of its own would never do. */
  interface Tricks {
    /** Path and query that are asked for instead. */
    default String asked(String target) {
      return target;
    }

    /** The status of an answer without the tenant; 0: the tenant answers. */
    default int refusal(Seen request) {
      return 0;
    }

    /** The answer in other words. */
    default String answer(Seen request, String body) {
      return body;
    }
  }

  private RecordingProxy(URI tenant, Watcher watcher, Tricks tricks, HttpServer server) {
    this.tenant = tenant;
    this.watcher = watcher;
    this.tricks = tricks;
    this.server = server;
  }

  static RecordingProxy of(URI tenant, Watcher watcher) {
    return of(tenant, watcher, new Tricks() {});
  }

  /** Answers in other words: for what a tenant of its own would never say. */
  static RecordingProxy lying(URI tenant, UnaryOperator<String> words) {
    return tricking(
        tenant,
        new Tricks() {
          @Override
          public String answer(Seen request, String body) {
            return words.apply(body);
          }
        });
  }

  static RecordingProxy tricking(URI tenant, Tricks tricks) {
    return of(tenant, (_, _) -> {}, tricks);
  }

  private static RecordingProxy of(URI tenant, Watcher watcher, Tricks tricks) {
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      var proxy = new RecordingProxy(tenant, watcher, tricks, HttpServer.create(address, 100));
      proxy.server.createContext("/", proxy::pass);
      proxy.server.setExecutor(proxy.threads);
      proxy.server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RecordingProxy of(URI tenant) {
    return of(tenant, (_, _) -> {});
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** From now on, writes whose number the test names are answered with 403 and not passed on. */
  void refuse(IntPredicate numbers) {
    writes.set(0);
    refused = numbers;
  }

  /** Writes since {@link #refuse}. */
  int writes() {
    return writes.get();
  }

  /** The tenant has moved. */
  void passOnTo(URI other) {
    tenant = other;
  }

  /**
   * While the tenant is gone, requests are left without an answer, so that they are repeated; not
   * before the watcher is done with it, because rolecall repeats them a few times only.
   */
  void hangUpWhileGone() {
    hangsUp = true;
  }

  void forget() {
    seen.clear();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestURI().getQuery(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      seen.add(request);
      byte[] body = exchange.getRequestBody().readAllBytes();
      int number = request.isWrite() ? writes.incrementAndGet() : 0;
      if (request.isWrite()) {
        boolean refusedBefore = refused.test(number); // whoever is killed here may change that
        watch(number, Moment.BEFORE);
        if (refusedBefore || refused.test(number)) {
          exchange.sendResponseHeaders(403, -1);
          return;
        }
      }
      int refusal = tricks.refusal(request);
      if (refusal > 0) {
        exchange.sendResponseHeaders(refusal, -1);
        return;
      }
      String target = tricks.asked(exchange.getRequestURI().toString());
      var onward =
          HttpRequest.newBuilder(tenant.resolve(target))
              .timeout(Duration.ofMinutes(15))
              .method(request.method(), BodyPublishers.ofByteArray(body));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
              values.forEach(value -> onward.header(name, value));
            }
          });
      HttpResponse<String> answer;
      try {
        answer = client.send(onward.build(), BodyHandlers.ofString());
      } catch (IOException e) {
        // The tenant is gone. Not a 502: rolecall would try again for two minutes, in real time.
        if (!hangsUp) {
          exchange.sendResponseHeaders(500, -1);
        } else {
          watching.acquireUninterruptibly(CALLS);
          watching.release(CALLS);
        }
        return;
      }
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      if (request.isWrite()) {
        watch(number, Moment.AFTER);
      }
      byte[] text = tricks.answer(request, answer.body()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.statusCode(), text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(int number, Moment moment) {
    watching.acquireUninterruptibly();
    try {
      watcher.write(number, moment);
    } finally {
      watching.release();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
