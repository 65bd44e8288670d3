package dev.rolecall.desired;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import dev.rolecall.model.TenantSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the tombstones that stood in history; reads every version that could hold one. */
public final class PastTombstones {
  private PastTombstones() {}

  /**
   * The tombstones of roles and capabilities for one tenant, in this commit or before it.
   *
   * @param upTo the applied commit of the tenant; where none is known, the head
   * @throws IOException when history cannot be read
   */
  public static List<PastTombstone> of(TenantSettings tenant, History history, Commit upTo)
      throws IOException {
    Globs globs = tenant.files().isEmpty() ? Globs.DEFAULT : Globs.of(tenant.files());
    var found = new ArrayList<PastTombstone>();
    var seen = new HashSet<String>();
    try (Stream<PastFile> versions = history.versions(upTo, globs, PastTombstones::mayHold)) {
      versions.forEach(version -> read(version, tenant.name(), seen, found));
    }
    return List.copyOf(found);
  }

  private static boolean mayHold(byte[] bytes) {
    return new String(bytes, ISO_8859_1).contains("Retired");
  }

  /** Versions that would be refused today are read as far as they can be. */
  private static void read(
      PastFile version, String tenant, Set<String> seen, List<PastTombstone> found) {
    var reader = new DocumentReader(new Pool(), new ArrayList<>());
    for (Node document : YamlReader.read(version.path(), version.bytes()).documents()) {
      if (reader.read(document).orElse(null) instanceof Declared.OfTombstone declared
          && (declared.tenants().isEmpty()
              || declared.tenants().stream().anyMatch(name -> name.value().equals(tenant)))
          && seen.add(declared.tombstone().toString())) {
        String commit = version.lastIn().shortId();
        found.add(new PastTombstone(tenant, declared.tombstone(), commit));
      }
    }
  }
}
