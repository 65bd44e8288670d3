package dev.rolecall.cli;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/** A sandbox of this process, and a hand in it. */
record Tenant(Sandbox sandbox, Outsider outsider) implements AutoCloseable {

  /** With the people and groups of {@code examples/acme}. */
  static Tenant acme() {
    return start(SandboxOptions.defaults().withSeed(acmeSeed()));
  }

  static Path acmeSeed() {
    return RolesRepo.acme().resolve("sandbox-seed.yaml");
  }

  static Tenant start(SandboxOptions options) {
    return start(options, "rolecall");
  }

  /** The hand in it logs in as this client, with the sandbox's own secret. */
  static Tenant start(SandboxOptions options, String client) {
    return start(options, client, InstantSource.system());
  }

  /** And it has a clock of its own. */
  static Tenant start(SandboxOptions options, String client, InstantSource clock) {
    Sandbox sandbox = Sandbox.start(options, clock);
    return new Tenant(sandbox, new Outsider(sandbox.url(), client));
  }

  /** With users u0@example.com, u1@example.com and so on, and no groups. */
  static Tenant ofUsers(int users) {
    return ofUsers(users, List.of());
  }

  /** The same with these groups, nobody in them. */
  static Tenant ofUsers(int users, List<String> groups) {
    try {
      Path seed = Files.createTempFile("seed", ".yaml");
      try {
        Files.writeString(seed, seed(users, groups));
        return start(SandboxOptions.defaults().withSeed(seed));
      } finally {
        Files.delete(seed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A seed file of such users and no groups. */
  static Path seedOf(Path folder, int users) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve("seed.yaml"), seed(users, List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String email(int number) {
    return "u" + number + "@example.com";
  }

  static List<String> emails(int users) {
    return IntStream.range(0, users).mapToObj(Tenant::email).toList();
  }

  private static String seed(int users, List<String> groups) {
    var yaml = new StringBuilder(users == 0 ? "users: []\n" : "users:\n");
    for (String email : emails(users)) {
      yaml.append("  - { email: ").append(email).append(", name: Somebody }\n");
    }
    yaml.append(groups.isEmpty() ? "groups: []\n" : "groups:\n");
    for (String group : groups) {
      yaml.append("  - { slug: ").append(group).append(", name: Some, members: [] }\n");
    }
    return yaml.toString();
  }

  URI url() {
    return sandbox.url();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
