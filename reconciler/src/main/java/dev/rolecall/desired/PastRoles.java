package dev.rolecall.desired;

import dev.rolecall.desired.bind.Document;
import dev.rolecall.git.Commit;
import dev.rolecall.git.History;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the roles that history speaks of; reads every version of every file that names one. */
public final class PastRoles {
  private PastRoles() {}

  /**
   * The roles that were declared for one tenant, or whose holders were, in this commit or before
   * it.
   *
   * @throws IOException when history cannot be read
   */
  public static SortedSet<Slug> of(TenantSettings tenant, History history, Commit upTo)
      throws IOException {
    var found = new TreeSet<Slug>();
    new PastDocuments(tenant, "kind")
        .read(
            history,
            upTo,
            (document, _) -> {
              switch (document) {
                case Document.OfRole role -> found.add(role.role().slug());
                case Document.OfHolders holders -> found.add(holders.holders().role().value());
                case Document.OfCapability _,
                    Document.OfTombstone _,
                    Document.OfCatalogue _,
                    Document.OfApproval _,
                    Document.OfRatification _,
                    Document.OfPolicy _,
                    Document.OfRule _,
                    Document.OfRevocation _ -> {}
              }
            });
    return Collections.unmodifiableSortedSet(found);
  }
}
