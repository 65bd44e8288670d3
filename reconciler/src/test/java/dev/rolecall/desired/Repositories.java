package dev.rolecall.desired;

import dev.rolecall.desired.bind.Base;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.problem.Problem;
import dev.rolecall.tenant.KindsOfTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles repositories in folders, loaded at one fixed instant. */
final class Repositories {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  static final String SETTINGS =
      """
      version: 1
      tenants:
        production:
          provider: tenant-api
          url: https://acme-production.example.com
          credentials: { client-id: plan, client-secret: { env: SECRET } }
      """;

  private Repositories() {}

  static RepositoryContent load(Path folder) throws IOException {
    return load(folder, null, List.of());
  }

  static RepositoryContent load(Path folder, @Nullable Base base, List<PastTombstone> past)
      throws IOException {
    return Desired.load(
        new WorkingFiles(folder),
        new Binder.Given(NOW, KindsOfTenant.providers(), base, () -> past));
  }

  /** A folder with {@code head/} and perhaps {@code base/} and {@code history/} beside it. */
  static RepositoryContent loadChange(Path folder) throws IOException {
    Path before = folder.resolve("base");
    Base base = Files.exists(before) ? load(before).asBase("abc1234") : null;
    var past = new ArrayList<PastTombstone>();
    Path history = folder.resolve("history");
    if (Files.exists(history)) {
      for (var state : load(history).states().values()) {
        for (var tombstone : state.retired().values()) {
          past.add(new PastTombstone(state.tenant(), tombstone, "def5678"));
        }
      }
    }
    return load(folder.resolve("head"), base, past);
  }

  static Path write(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** {@code error unknown-role roles/a.yaml:3:7 message} and the advice on a line of its own. */
  static String lines(List<Problem> problems) {
    var text = new StringBuilder();
    for (Problem problem : problems) {
      text.append(problem.severity().word())
          .append(' ')
          .append(problem.rule().id())
          .append(' ')
          .append(problem.at() == null ? "-" : problem.at())
          .append(' ')
          .append(problem.message())
          .append('\n');
      if (problem.advice() != null) {
        text.append("  ").append(problem.advice()).append('\n');
      }
    }
    return text.toString();
  }
}
