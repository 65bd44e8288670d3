package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A sandbox killed in the middle of writes has every write that it answered. */
class KilledTest {
  @TempDir private Path dir;

  /** The process that is killed: serves the data file until then. */
  public static final class Victim {
    private Victim() {}

    public static void main(String[] args) throws Exception {
      var options = SandboxOptions.defaults().withData(Path.of(args[0]));
      try (var sandbox = Sandbox.start(options, InstantSource.system())) {
        System.out.println(sandbox.url());
        System.in.transferTo(System.out);
      }
    }
  }

  @Test
  void whatWasAnsweredIsThereAfterAKill() throws Exception {
    Path data = dir.resolve("tenant.db");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var answered = new ArrayList<String>();
    String signedIn;
    try (var out = process.inputReader()) {
      URI url = URI.create(out.readLine());
      var tenant = new Remote(url);
      signedIn = tenant.token;
      var enough = new CountDownLatch(25);
      var killer =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  enough.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                process.destroyForcibly();
              });
      for (int i = 0; process.isAlive() && i < 10_000; i++) {
        if (tenant.create("role-" + i)) {
          answered.add("role-" + i);
          enough.countDown();
        }
      }
      killer.join();
      process.waitFor();
    }
    assertTrue(answered.size() >= 25);
    try (var tenant = Tenant.of(SandboxOptions.defaults().withData(data))) {
      List<String> slugs =
          tenant.all("/api/v1/roles", 1000).stream()
              .map((JsonNode role) -> role.get("slug").stringValue())
              .filter(slug -> slug.startsWith("role-"))
              .toList();
      assertTrue(slugs.containsAll(answered));
      assertTrue(slugs.size() <= answered.size() + 1, "at most one answer was lost");
      assertEquals(slugs.size(), tenant.all("/api/v1/audit-events?type=role.created", 1000).size());
      assertTrue(!signedIn.isEmpty());
    }
  }

  /** A client of the other process, whose end is no failure. */
  private static final class Remote {
    private final URI url;
    final String token;

    Remote(URI url) {
      this.url = url;
      token = Tenant.clientToken(url, SandboxClient.DEFAULT);
    }

    boolean create(String slug) {
      try {
        return Tenant.send(
                    "POST",
                    url + "/api/v1/roles",
                    "{'slug': '" + slug + "', 'name': 'N'}",
                    "Authorization",
                    "Bearer " + token)
                .status()
            == 201;
      } catch (UncheckedIOException e) {
        return false;
      }
    }
  }
}
