package dev.rolecall.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is started.
 *
 * @param port on 127.0.0.1; 0: a free one
 * @param data the SQLite file, made if it is not there; null: in memory
 * @param seed YAML to fill an empty tenant with; ignored where the data file has a tenant
 */
public record SandboxOptions(
    int port,
    @Nullable Path data,
    @Nullable Path seed,
    List<SandboxClient> clients,
    Duration tokenLifetime,
    Traffic traffic) {
  public SandboxOptions {
    clients = List.copyOf(clients);
  }

  /** A free port, in memory, the default client, tokens of 15 minutes, calm traffic. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        0, null, null, List.of(SandboxClient.DEFAULT), Duration.ofMinutes(15), Traffic.CALM);
  }

  public SandboxOptions withData(Path file) {
    return new SandboxOptions(port, file, seed, clients, tokenLifetime, traffic);
  }

  public SandboxOptions withSeed(Path file) {
    return new SandboxOptions(port, data, file, clients, tokenLifetime, traffic);
  }

  public SandboxOptions withClients(List<SandboxClient> all) {
    return new SandboxOptions(port, data, seed, all, tokenLifetime, traffic);
  }

  public SandboxOptions withTokenLifetime(Duration lifetime) {
    return new SandboxOptions(port, data, seed, clients, lifetime, traffic);
  }

  public SandboxOptions withTraffic(Traffic other) {
    return new SandboxOptions(port, data, seed, clients, tokenLifetime, other);
  }
}
