package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
  @TempDir private Path dir;

  private static List<Integer> atOnce(int times, Callable<Reply> call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Reply>>();
      for (int i = 0; i < times; i++) {
        running.add(threads.submit(call));
      }
      var statuses = new ArrayList<Integer>();
      for (var reply : running) {
        statuses.add(reply.get().status());
      }
      return statuses.stream().sorted().toList();
    }
  }

  private Tenant onFile() {
    return Tenant.started(Tenant.ACME, options -> options.withData(dir.resolve("tenant.db")));
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    try (var tenant = onFile()) {
      assertEquals(
          List.of(201, 409, 409, 409, 409, 409), atOnce(6, () -> tenant.createRole("raced")));
      String etag = String.valueOf(tenant.get("/api/v1/roles/raced").header("ETag"));
      assertEquals(
          List.of(200, 412, 412, 412, 412, 412),
          atOnce(
              6,
              () ->
                  tenant.patch(
                      "/api/v1/roles/raced",
                      "{'name': '" + Thread.currentThread().threadId() + "'}",
                      "If-Match",
                      etag)));
      assertEquals(
          List.of(200, 404, 404, 404), atOnce(4, () -> tenant.delete("/api/v1/roles/raced")));
    }
  }

  @Test
  void theSameKeyAtOnceWritesOnce() throws Exception {
    try (var tenant = onFile()) {
      assertEquals(
          List.of(201, 201, 201, 201),
          atOnce(
              4,
              () ->
                  tenant.post(
                      "/api/v1/roles", "{'slug':'k','name':'K'}", "Idempotency-Key", "same")));
      assertEquals(1, tenant.get("/api/v1/audit-events?type=role.created").data().size());
    }
  }

  @Test
  void readersSeeWholeBatches() throws Exception {
    try (var tenant = onFile()) {
      String ben = tenant.user("ben@example.com");
      String anita = tenant.user("anita@example.com");
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> writer =
            threads.submit(() -> {
              for (int i = 0; i < 60; i++) {
                String op = i % 2 == 0 ? "add" : "remove";
                tenant
                    .batch(
                        Tenant.item(op, "viewer", "user", ben),
                        Tenant.item(op, "viewer", "user", anita))
                    .expect(200);
              }
            });
        while (!writer.isDone()) {
          int seen = tenant.get("/api/v1/role-assignments?role=viewer").expect(200).data().size();
          assertEquals(0, seen % 2);
        }
        writer.get();
      }
    }
  }
}
