package dev.rolecall.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.bind.Declared;
import dev.rolecall.desired.bind.DocumentReader;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.desired.bind.Pool;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.YamlReader;
import dev.rolecall.git.Commit;
import dev.rolecall.git.Globs;
import dev.rolecall.git.History;
import dev.rolecall.git.PastFile;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.TenantSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the tombstones that stood in history, also those that have been taken away since. */
public final class PastTombstones {
  private static final byte[] MARK = "Retired".getBytes(UTF_8);

  private PastTombstones() {}

  /**
   * Every tombstone of this commit and its first-parent history, for each tenant that it names. A
   * version that cannot be read today burns nothing.
   *
   * @throws IOException when the history cannot be read
   */
  public static List<PastTombstone> in(History history, Commit upTo, Settings settings)
      throws IOException {
    var found = new ArrayList<PastTombstone>();
    for (TenantSettings tenant : settings.tenants().values()) {
      Globs globs = tenant.files().isEmpty() ? Globs.DEFAULT : Globs.of(tenant.files());
      try (Stream<PastFile> versions = history.versions(upTo, globs, PastTombstones::mayRetire)) {
        versions.forEach(version -> read(version, tenant.name(), found));
      }
    }
    return found;
  }

  private static void read(PastFile version, String tenant, List<PastTombstone> found) {
    for (Node document : YamlReader.read(version.path(), version.bytes()).documents()) {
      new DocumentReader(new Pool(), new ArrayList<>())
          .read(document)
          .filter(declared -> names(declared, tenant))
          .ifPresent(declared -> {
            if (declared instanceof Declared.OfTombstone of) {
              found.add(new PastTombstone(tenant, of.tombstone(), version.lastIn().shortId()));
            }
          });
    }
  }

  private static boolean names(Declared declared, String tenant) {
    return declared.tenants().isEmpty()
        || declared.tenants().stream().map(Sourced::value).anyMatch(tenant::equals);
  }

  /** Cheap: looks for {@code Retired}, with which the kind of every tombstone begins. */
  private static boolean mayRetire(byte[] bytes) {
    for (int i = 0; i + MARK.length <= bytes.length; i++) {
      if (bytes[i] == MARK[0] && matches(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] bytes, int from) {
    for (int j = 1; j < MARK.length; j++) {
      if (bytes[from + j] != MARK[j]) {
        return false;
      }
    }
    return true;
  }
}
