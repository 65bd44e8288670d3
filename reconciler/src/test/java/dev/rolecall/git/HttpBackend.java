package dev.rolecall.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code git http-backend} behind a server that may want a user and a password. */
public final class HttpBackend implements GitServer {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path root;
  private final @Nullable String authorization;
  private final boolean version2;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<byte[]> lie = UnaryOperator.identity();

  private HttpBackend(
      HttpServer server, Path root, @Nullable String authorization, boolean version2) {
    this.server = server;
    this.root = root;
    this.authorization = authorization;
    this.version2 = version2;
  }

  /** For anyone; without protocol 2 if it is told so. */
  public static HttpBackend open(Path root, boolean version2) throws IOException {
    return start(root, null, version2);
  }

  static HttpBackend wanting(Path root, String user, String password) throws IOException {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return start(root, "Basic " + Base64.getEncoder().encodeToString(both), true);
  }

  private static HttpBackend start(Path root, @Nullable String authorization, boolean version2)
      throws IOException {
    GitCommand.require();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HttpBackend backend = new HttpBackend(server, root, authorization, version2);
    server.createContext("/", backend::handle);
    server.setExecutor(backend.threads);
    server.start();
    return backend;
  }

  @Override
  public String url(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  /** From now on the body of each answer is what this makes of it. */
  public void lying(UnaryOperator<byte[]> how) {
    lie = how;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The headers {@code Authorization} that came, in order; empty text for none. */
  List<String> seen() {
    return seen;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<String> given = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
      seen.add(String.join("|", given));
      if (authorization != null && !given.equals(List.of(authorization))) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      Process process = backend(exchange, body.length).start();
      Thread.ofVirtual()
          .start(() -> {
            try (OutputStream in = process.getOutputStream()) {
              in.write(body);
            } catch (IOException e) {
              // It had heard enough.
            }
          });
      answer(exchange, process.getInputStream().readAllBytes());
    }
  }

  private ProcessBuilder backend(HttpExchange exchange, int length) {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    var environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REMOTE_USER", "tester");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put("CONTENT_LENGTH", Integer.toString(length));
    String query = exchange.getRequestURI().getQuery();
    environment.put("QUERY_STRING", query == null ? "" : query);
    header(exchange, "Content-Type", builder, "CONTENT_TYPE");
    if (version2) {
      header(exchange, "Git-Protocol", builder, "GIT_PROTOCOL");
    }
    return builder;
  }

  private static void header(
      HttpExchange exchange, String header, ProcessBuilder builder, String variable) {
    String value = exchange.getRequestHeaders().getFirst(header);
    if (value != null) {
      builder.environment().put(variable, value);
    }
  }

  private void answer(HttpExchange exchange, byte[] output) throws IOException {
    String text = new String(output, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : text.substring(0, Math.max(end, 0)).split("\r\n", -1)) {
      String[] parts = line.split(": ", 2);
      if (parts[0].equals("Status")) {
        status = Integer.parseInt(parts[1].substring(0, 3));
      } else if (parts.length == 2) {
        exchange.getResponseHeaders().set(parts[0], parts[1]);
      }
    }
    byte[] body = lie.apply(Arrays.copyOfRange(output, end + 4, output.length));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (InputStream _ = exchange.getRequestBody();
        OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
