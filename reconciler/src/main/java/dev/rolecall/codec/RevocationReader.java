package dev.rolecall.codec;

import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Revocation;
import dev.rolecall.policy.Revocations;
import java.util.ArrayList;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RevocationWriter} wrote. */
final class RevocationReader {
  private RevocationReader() {}

  /** The list of the entry whose name was read. */
  static Revocations read(EntryReader in) {
    var people = new ArrayList<Revocation>();
    var spared = new ArrayList<Integer>();
    in.eachHere(
        "revocations",
        fields ->
            fields.has("spared") ? spared.add(fields.number("spared")) : people.add(one(fields)));
    return new Revocations(people, spared.stream().mapToInt(Integer::intValue).sum());
  }

  private static Revocation one(StrictObject fields) {
    Person person = ImpactReader.person(fields.object("person"));
    SortedSet<Holdable> lost = lost(fields.object("lost"));
    var policies = new TreeSet<>(fields.texts("policies"));
    @Nullable StrictObject owed = fields.objectOrNull("owed");
    return new Revocation(person, lost, policies, owed == null ? null : since(owed));
  }

  private static SortedSet<Holdable> lost(StrictObject fields) {
    var lost = new TreeSet<Holdable>();
    fields.texts("roles").forEach(role -> lost.add(Holdable.role(role)));
    fields.capabilities("capabilities").forEach(id -> lost.add(new Holdable.OfCapability(id)));
    fields.end();
    return lost;
  }

  private static Revocation.Since since(StrictObject fields) {
    var since = new Revocation.Since(fields.text("run"), fields.instant("since"));
    fields.end();
    return since;
  }
}
