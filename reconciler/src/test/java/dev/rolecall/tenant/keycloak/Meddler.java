package dev.rolecall.tenant.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Stands between the adapter and Keycloak and passes everything on; at the requests that the test
 * names, somebody else does something first, or the answer is another.
 */
final class Meddler implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final URI keycloak;
  private final HttpServer server;

  /** Gets the request's number among those that match, and the answer; gives the answer. */
  interface Hand extends BiFunction<Integer, Reply, Reply> {}

  /** Status and text. */
  record Reply(int status, String body) {}

  private record Rule(String pattern, boolean before, AtomicInteger count, Hand hand) {}

  private Meddler(URI keycloak, HttpServer server) {
    this.keycloak = keycloak;
    this.server = server;
  }

  static Meddler of(URI keycloak) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var meddler = new Meddler(keycloak, HttpServer.create(address, 100));
      meddler.server.createContext("/", meddler::pass);
      meddler.server.setExecutor(meddler.threads);
      meddler.server.start();
      return meddler;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Just before the n-th request whose line, as in {@code GET /admin/...}, matches. */
  Meddler before(String pattern, int n, Runnable deed) {
    rules.add(
        new Rule(
            pattern,
            true,
            new AtomicInteger(),
            (i, none) -> {
              if (i == n) {
                deed.run();
              }
              return none;
            }));
    return this;
  }

  /** Other answers to the requests whose line matches. */
  Meddler instead(String pattern, Hand hand) {
    rules.add(new Rule(pattern, false, new AtomicInteger(), hand));
    return this;
  }

  /** The lines of all requests that match. */
  List<String> seen(String pattern) {
    return seen.stream().filter(line -> line.matches(pattern)).toList();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      seen.add(line);
      byte[] body = exchange.getRequestBody().readAllBytes();
      var matching = rules.stream().filter(rule -> line.matches(rule.pattern())).toList();
      for (var rule : matching) {
        if (rule.before()) {
          var _ = rule.hand().apply(rule.count().incrementAndGet(), new Reply(0, ""));
        }
      }
      var onward =
          HttpRequest.newBuilder(keycloak.resolve(exchange.getRequestURI().toString()))
              .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
      for (var name : List.of("Authorization", "Content-Type", "Accept")) {
        var value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          onward.header(name, value);
        }
      }
      var answer = client.send(onward.build(), BodyHandlers.ofString(UTF_8));
      var reply = new Reply(answer.statusCode(), answer.body());
      for (var rule : matching) {
        if (!rule.before()) {
          reply = rule.hand().apply(rule.count().incrementAndGet(), reply);
        }
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] bytes = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
