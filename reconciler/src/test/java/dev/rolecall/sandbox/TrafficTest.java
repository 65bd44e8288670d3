package dev.rolecall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficTest {
  @TempDir private Path dir;

  private static Tenant with(Traffic traffic) {
    return Tenant.started(Tenant.ACME, options -> options.withTraffic(traffic));
  }

  @Test
  void overTheLimitIsRefusedUntilTheBucketRefills() {
    try (var tenant = with(new Traffic(60, Duration.ZERO, 0, 1, null))) {
      for (int i = 0; i < 60; i++) {
        tenant.get("/oauth2/jwks").expect(200);
      }
      Reply refused = tenant.get("/oauth2/jwks").expect(429, "rate_limited");
      assertEquals("1", refused.header("Retry-After"));
      tenant.clock.advance(Duration.ofSeconds(1));
      tenant.get("/oauth2/jwks").expect(200);
      tenant.get("/oauth2/jwks").expect(429, "rate_limited");
    }
  }

  private static List<String> weather(long seed, double rate) {
    var seen = new ArrayList<String>();
    try (var tenant = with(new Traffic(0, Duration.ZERO, rate, seed, null))) {
      for (int i = 0; i < 120; i++) {
        try {
          seen.add(String.valueOf(tenant.get("/oauth2/jwks").status()));
        } catch (UncheckedIOException e) {
          seen.add("lost");
        }
      }
    }
    return seen;
  }

  @Test
  void faultsAreOfEveryKindAndComeAgainWithTheSameSeed() {
    List<String> first = weather(7, 0.5);
    assertEquals(first, weather(7, 0.5));
    assertTrue(!first.equals(weather(8, 0.5)));
    assertTrue(new HashSet<>(first).containsAll(List.of("200", "429", "503", "lost")));
    long good = first.stream().filter("200"::equals).count();
    assertTrue(good > 35 && good < 85, "of 120: " + good);
    assertTrue(!weather(7, 1).contains("200"));
  }

  @Test
  void aLostAnswerMayHideAWriteThatHappened() {
    int hidden = 0;
    try (var tenant = with(new Traffic(0, Duration.ZERO, 0.5, 3, null))) {
      String token = "Bearer " + again(() -> tenant.clientToken(SandboxClient.DEFAULT));
      for (int i = 0; i < 40; i++) {
        String slug = "role-" + i;
        boolean lost = false;
        try {
          tenant.post(
              "/api/v1/roles", "{'slug':'" + slug + "','name':'N'}", "Authorization", token);
        } catch (UncheckedIOException e) {
          lost = true;
        }
        int found =
            again(() -> tenant.get("/api/v1/roles/" + slug, "Authorization", token).settled());
        hidden += lost && found == 200 ? 1 : 0;
      }
    }
    assertTrue(hidden > 0);
  }

  private interface Try<T> {
    T go();
  }

  /** Until an answer comes that is not one of the faults. */
  private static <T> T again(Try<T> attempt) {
    for (int i = 0; i < 100; i++) {
      try {
        return attempt.go();
      } catch (UncheckedIOException | AssertionError e) {
        // The next try may have more luck.
      }
    }
    throw new AssertionError("100 faults in a row");
  }

  /** A page whose name was made to lead to this machine still sends that name. */
  @Test
  void anotherHostThanTheLoopbackIsRefused() throws Exception {
    try (var tenant = with(Traffic.CALM)) {
      for (String host : List.of("evil.example", "127.0.0.1.evil.example:80", "")) {
        assertEquals("HTTP/1.1 400 Bad Request", firstLine(tenant, host), host);
      }
      assertEquals("HTTP/1.1 200 OK", firstLine(tenant, "localhost:" + tenant.url().getPort()));
    }
  }

  private static String firstLine(Tenant tenant, String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), tenant.url().getPort())) {
      String request =
          "GET /oauth2/jwks HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void whatItKeepsIsItsOwnersAlone() throws Exception {
    Path log = dir.resolve("access.log");
    Path data = dir.resolve("tenant.db");
    var traffic = new Traffic(0, Duration.ZERO, 0, 1, log);
    try (var tenant =
        Tenant.started(Tenant.ACME, options -> options.withTraffic(traffic).withData(data))) {
      tenant.get("/oauth2/jwks").expect(200);
    }
    for (Path file : List.of(log, data)) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
          file::toString);
    }
  }

  @Test
  void theAccessLogHasALinePerRequestWithoutSecrets() throws Exception {
    Path log = dir.resolve("access.log");
    try (var tenant = with(new Traffic(0, Duration.ZERO, 0, 1, log))) {
      String token = tenant.clientToken(SandboxClient.DEFAULT);
      tenant.get("/api/v1/users?q=a+b", "Authorization", "Bearer " + token).expect(200);
      tenant.get("/api/v1/users").expect(401);
      assertEquals(
          List.of("POST /oauth2/token 200", "GET /api/v1/users?q=a+b 200", "GET /api/v1/users 401"),
          Files.readAllLines(log).stream().map(line -> line.replaceAll(" \\d+$", "")).toList());
    }
  }

  @Test
  void latencyDelaysEveryAnswer() {
    try (var tenant = with(new Traffic(0, Duration.ofMillis(120), 0, 1, null))) {
      long start = System.nanoTime();
      tenant.get("/oauth2/jwks").expect(200);
      assertTrue(System.nanoTime() - start >= 120_000_000L);
    }
  }
}
