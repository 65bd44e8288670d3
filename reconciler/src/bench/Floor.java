import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.ConnectionPool;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The floor under a plan: the requests that it cannot do without, sent by a bare loop that reads
 * each answer to its end and does nothing with it. Arguments: URL REALM CLIENT SECRET CONNECTIONS
 * ROLES, the last a file with one role a line whose users are listed.
 */
public final class Floor {
  private static final int PAGE = 1000;

  private final OkHttpClient client;
  private final String url;
  private final String realm;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private Floor(String url, String realm, int connections) {
    this.url = url;
    this.realm = realm;
    this.client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(connections, 30, TimeUnit.SECONDS))
            .readTimeout(120, TimeUnit.SECONDS)
            .build();
  }

  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    int connections = Integer.parseInt(args[4]);
    var floor = new Floor(args[0], args[1], connections);
    var form =
        new FormBody.Builder()
            .add("grant_type", "client_credentials")
            .add("client_id", args[2])
            .add("client_secret", args[3])
            .build();
    String answer =
        new String(
            floor.send(
                new Request.Builder()
                    .url(args[0] + "/realms/" + args[1] + "/protocol/openid-connect/token")
                    .post(form)
                    .build()),
            StandardCharsets.UTF_8);
    String token = answer.replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
    floor.send(
        floor
            .admin(token, "/partial-export?exportClients=true&exportGroupsAndRoles=true")
            .post(RequestBody.create(new byte[0], null))
            .build());
    var slots = new Semaphore(connections);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String role : Files.readAllLines(Path.of(args[5]))) {
        threads.submit(() -> {
          slots.acquire();
          try {
            return floor.send(floor.users(token, role));
          } finally {
            slots.release();
          }
        });
      }
    }
    System.out.printf(
        "%d requests, %d kB, %d ms%n",
        floor.requests.get(),
        floor.bytes.get() / 1024,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    System.exit(0);
  }

  private Request users(String token, String role) {
    String name = URLEncoder.encode(role, StandardCharsets.UTF_8);
    return admin(token, "/roles/" + name + "/users?briefRepresentation=true&first=0&max=" + PAGE)
        .build();
  }

  private Request.Builder admin(String token, String path) {
    return new Request.Builder()
        .url(HttpUrl.get(URI.create(url + "/admin/realms/" + realm + path)))
        .header("Authorization", "Bearer " + token);
  }

  private byte[] send(Request request) throws IOException {
    try (var response = client.newCall(request).execute()) {
      byte[] body = response.body().bytes();
      if (response.code() != 200) {
        throw new IOException(request.url() + ": " + response.code());
      }
      requests.incrementAndGet();
      bytes.addAndGet(body.length);
      return body;
    }
  }
}
