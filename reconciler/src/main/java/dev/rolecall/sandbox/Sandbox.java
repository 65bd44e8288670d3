package dev.rolecall.sandbox;

import com.sun.net.httpserver.HttpServer;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running tenant of the contract {@code schema/tenant-api.yaml}, on 127.0.0.1. For demos and
 * tests: it has no passwords and must never be reachable from another machine.
 */
public final class Sandbox implements AutoCloseable {
  static {
    // Read once, when the server class loads. Without it every answer waits for a delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What it is a tenant of, in {@code rolecall.yaml}. */
  public static final String PROVIDER = "tenant-api";

  /** The API that it speaks. */
  public static final String CONTRACT = "schema/tenant-api.yaml";

  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Store store;
  private final AccessLog log;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Sandbox(HttpServer server, ExecutorService threads, Store store, AccessLog log) {
    this.server = server;
    this.threads = threads;
    this.store = store;
    this.log = log;
  }

  /**
   * Opens the data, fills an empty tenant from the seed, and serves.
   *
   * @throws InvalidInputException when the port, the data file or the seed cannot be used
   */
  public static Sandbox start(SandboxOptions options, InstantSource clock) {
    var seed = options.seed() == null ? SeedReader.NOTHING : SeedReader.read(options.seed());
    Store store = Store.open(options.data());
    boolean started = false;
    try {
      Tokens tokens = Tokens.open(store, options.tokenLifetime());
      new SandboxLoader(store, clock).loadIfEmpty(seed.stream());
      Sandbox sandbox = serve(options, clock, store, tokens);
      started = true;
      return sandbox;
    } finally {
      if (!started) {
        store.close();
      }
    }
  }

  private static Sandbox serve(
      SandboxOptions options, InstantSource clock, Store store, Tokens tokens) {
    try {
      Traffic traffic = options.traffic();
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), options.port());
      HttpServer server = HttpServer.create(address, BACKLOG);
      var log = new AccessLog(traffic.accessLog());
      var weather =
          new Dispatcher.Weather(
              traffic.latency(),
              new Fault.Dice(traffic.faultRate(), traffic.faultSeed()),
              new RateLimit(traffic.requestsPerMinute(), clock.instant()),
              log);
      var router = new Router(routes(url(server), tokens, options.clients()));
      server.createContext("/", new Dispatcher(clock, store, tokens, router, weather));
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.start();
      return new Sandbox(server, threads, store, log);
    } catch (IOException e) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.BAD_VALUE,
              null,
              "The sandbox cannot listen on port "
                  + options.port()
                  + " or write its access log: "
                  + e.getMessage()
                  + "."));
    }
  }

  private static List<Route> routes(URI url, Tokens tokens, List<SandboxClient> clients) {
    var routes = new ArrayList<Route>();
    routes.addAll(new TokenEndpoint(url, tokens, clients).routes());
    routes.addAll(TenantInfo.routes(tokens));
    routes.addAll(Capabilities.routes());
    routes.addAll(Roles.routes());
    routes.addAll(Assignments.routes());
    routes.addAll(Directory.routes());
    routes.addAll(Accounts.routes());
    routes.addAll(Sessions.routes());
    routes.addAll(Audit.routes());
    return routes;
  }

  private static URI url(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Where it listens, without a trailing slash. */
  public URI url() {
    return url(server);
  }

  /** Stops listening, waits for requests under way, and closes the data. May be called again. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    server.stop(0);
    threads.close();
    store.close();
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
