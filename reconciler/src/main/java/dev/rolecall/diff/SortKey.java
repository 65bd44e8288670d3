package dev.rolecall.diff;

import dev.rolecall.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a change is about, to sort by: role or capability, then what of it. */
public record SortKey(String about, String part) implements Comparable<SortKey> {
  private static final Comparator<SortKey> ORDER =
      Comparator.comparing(SortKey::about).thenComparing(SortKey::part);

  /** Sorts by what the changes are about; a key is made once for each. */
  public static void sort(List<Change> changes) {
    record Keyed(SortKey key, Change change) {}

    var keyed = new ArrayList<Keyed>(changes.size());
    changes.forEach(change -> keyed.add(new Keyed(of(change), change)));
    keyed.sort(Comparator.comparing(Keyed::key));
    for (int i = 0; i < keyed.size(); i++) {
      changes.set(i, keyed.get(i).change());
    }
  }

  private static SortKey of(Change change) {
    return switch (change) {
      case Change.OfCapability c -> new SortKey(c.id().toString(), "");
      case Change.RoleCreated c -> new SortKey(c.role().value(), "");
      case Change.RoleTextEdited c ->
          new SortKey(c.role().value(), "text " + (c.text() == Change.Text.NAME ? 0 : 1));
      case Change.RoleCapabilityAdded c ->
          new SortKey(c.role().value(), "capability " + c.capability());
      case Change.RoleCapabilityRemoved c ->
          new SortKey(c.role().value(), "capability " + c.capability());
      case Change.RoleRetired c -> new SortKey(c.role().value(), "");
      case Change.OfHolder c -> new SortKey(c.role().value(), subject(c.subject()));
    };
  }

  private static String subject(Subject subject) {
    return subject.kind().word() + " " + subject.name();
  }

  @Override
  public int compareTo(SortKey other) {
    return ORDER.compare(this, other);
  }
}
