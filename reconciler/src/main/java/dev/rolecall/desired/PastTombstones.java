package dev.rolecall.desired;

import dev.rolecall.desired.bind.Document;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.Commit;
import dev.rolecall.git.History;
import dev.rolecall.git.Introductions;
import dev.rolecall.git.PastFile;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.Tombstone;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

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
    var found = new LinkedHashMap<Tombstone, PastFile>();
    Introductions introductions =
        new PastDocuments(tenant, "Retired")
            .read(
                history,
                upTo,
                (document, version) -> {
                  if (document instanceof Document.OfTombstone declared) {
                    found.put(declared.tombstone(), version);
                  }
                });
    return found.entrySet().stream()
        .map(entry ->
            new PastTombstone(
                tenant.name(), entry.getKey(), introductions.of(entry.getValue()).shortId()))
        .toList();
  }
}
