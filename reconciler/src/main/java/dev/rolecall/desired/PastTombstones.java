package dev.rolecall.desired;

import dev.rolecall.desired.bind.Declared;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.Commit;
import dev.rolecall.git.History;
import dev.rolecall.model.TenantSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
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
    var found = new ArrayList<PastTombstone>();
    var seen = new HashSet<String>();
    new PastDocuments(tenant, "Retired")
        .read(
            history,
            upTo,
            (document, commit) -> {
              if (document instanceof Declared.OfTombstone declared
                  && seen.add(declared.tombstone().toString())) {
                found.add(new PastTombstone(tenant.name(), declared.tombstone(), commit.shortId()));
              }
            });
    return List.copyOf(found);
  }
}
