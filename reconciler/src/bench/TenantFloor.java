import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * The floor under a plan of the embedded tenant: the pages that it cannot do without, sent by a
 * bare loop that reads each to its end and looks for nothing but the next cursor. Arguments: URL
 * CLIENT SECRET SHARDS.
 */
public final class TenantFloor {
  private static final Pattern CURSOR = Pattern.compile("\"next_cursor\"\\s*:\\s*\"([^\"]+)\"");
  private static final int TAIL = 300;

  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(120, TimeUnit.SECONDS).build();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final HttpUrl url;

  private TenantFloor(String url) {
    this.url = HttpUrl.get(url);
  }

  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    var floor = new TenantFloor(args[0]);
    String token = floor.token(args[1], args[2]);
    int shards = Integer.parseInt(args[3]);
    Stream<HttpUrl> assignments =
        IntStream.rangeClosed(1, shards)
            .mapToObj(shard ->
                floor
                    .listing("role-assignments")
                    .addQueryParameter("shard", shard + "/" + shards)
                    .build());
    Stream<HttpUrl> rest =
        Stream.of("roles", "capabilities", "retired-slugs")
            .map(name -> floor.listing(name).build());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream.concat(assignments, rest)
          .forEach(first -> threads.submit(() -> floor.pages(first, token)));
    }
    System.out.printf(
        "%d requests, %d kB, %d ms%n",
        floor.requests.get(),
        floor.bytes.get() / 1024,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    System.exit(0);
  }

  private HttpUrl.Builder listing(String name) {
    return url.newBuilder().addPathSegments("api/v1/" + name).addQueryParameter("limit", "1000");
  }

  private String token(String client, String secret) throws IOException {
    var form =
        new FormBody.Builder()
            .add("grant_type", "client_credentials")
            .add("client_id", client)
            .add("client_secret", secret)
            .build();
    byte[] answer =
        send(
            new Request.Builder()
                .url(url.newBuilder().addPathSegments("oauth2/token").build())
                .post(form));
    return new String(answer, StandardCharsets.UTF_8)
        .replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }

  private Void pages(HttpUrl first, String token) throws IOException {
    HttpUrl next = first;
    while (next != null) {
      byte[] page =
          send(new Request.Builder().url(next).header("Authorization", "Bearer " + token));
      int from = Math.max(0, page.length - TAIL);
      Matcher cursor =
          CURSOR.matcher(new String(page, from, page.length - from, StandardCharsets.UTF_8));
      next =
          cursor.find()
              ? first.newBuilder().addQueryParameter("cursor", cursor.group(1)).build()
              : null;
    }
    return null;
  }

  private byte[] send(Request.Builder request) throws IOException {
    try (var response = client.newCall(request.build()).execute()) {
      byte[] body = response.body().bytes();
      if (response.code() != 200) {
        throw new IOException(response.request().url() + ": " + response.code());
      }
      requests.incrementAndGet();
      bytes.addAndGet(body.length);
      return body;
    }
  }
}
