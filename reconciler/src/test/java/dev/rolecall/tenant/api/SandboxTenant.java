package dev.rolecall.tenant.api;

import dev.rolecall.http.ClientCredentials;
import dev.rolecall.http.FakeTime;
import dev.rolecall.http.HttpEnvironment;
import dev.rolecall.http.PointedFiles;
import dev.rolecall.http.Trace;
import dev.rolecall.model.Credentials;
import dev.rolecall.model.Guards;
import dev.rolecall.model.SecretSource;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxClient;
import dev.rolecall.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A sandbox on a free port, and the adapter to it. */
final class SandboxTenant implements AutoCloseable {
  static final ClientCredentials ALL = new ClientCredentials("rolecall", "sandbox");
  static final ClientCredentials READ_ONLY = new ClientCredentials("reader", "reader-secret");

  private final Sandbox sandbox;
  private final TenantApi api;

  private SandboxTenant(Sandbox sandbox, Trace trace, Map<String, String> options) {
    this.sandbox = sandbox;
    this.api = TenantApi.connect(settings(sandbox.url(), options), outside(trace));
  }

  static SandboxTenant start(List<String> users, List<String> groups) throws IOException {
    return start(users, groups, Trace.none(), Map.of(), SandboxOptions.defaults());
  }

  static SandboxTenant start(
      List<String> users,
      List<String> groups,
      Trace trace,
      Map<String, String> options,
      SandboxOptions sandboxOptions)
      throws IOException {
    var seed = Files.createTempFile("seed", ".yaml");
    try {
      Files.writeString(seed, seed(users, groups));
      var reader =
          new SandboxClient(
              READ_ONLY.id(),
              "reader-secret",
              new TreeSet<>(List.of("roles:read", "users:read", "groups:read")));
      var started =
          sandboxOptions.withSeed(seed).withClients(List.of(SandboxClient.DEFAULT, reader));
      return new SandboxTenant(Sandbox.start(started, InstantSource.system()), trace, options);
    } finally {
      Files.delete(seed);
    }
  }

  private static String seed(List<String> users, List<String> groups) {
    var yaml = new StringBuilder();
    yaml.append(users.isEmpty() ? "users: []\n" : "users:\n");
    users.forEach(user -> yaml.append("  - { email: %s, name: %s }\n".formatted(user, user)));
    yaml.append(groups.isEmpty() ? "groups: []\n" : "groups:\n");
    groups.forEach(
        group -> yaml.append("  - { slug: %s, name: %s, members: [] }\n".formatted(group, group)));
    return yaml.toString();
  }

  static TenantSettings settings(URI url, Map<String, String> options) {
    var at = SourceRef.wholeFile("rolecall.yaml");
    return new TenantSettings(
        "test",
        new TenantSettings.Endpoint(TenantApi.SPEC.provider(), url, at),
        new Credentials(
            new SecretSource.Literal("rolecall"),
            new SecretSource.Environment("SECRET"),
            null,
            SourceRef.wholeFile("rolecall.yaml")),
        null,
        List.of(),
        new TreeMap<>(options),
        Guards.none());
  }

  static HttpEnvironment outside(Trace trace) {
    return new HttpEnvironment(
        Map.of(), PointedFiles.below(Path.of("")), new FakeTime().timing(), 8, trace);
  }

  URI url() {
    return sandbox.url();
  }

  TenantApi api() {
    return api;
  }

  @Override
  public void close() {
    api.close();
    sandbox.close();
  }
}
