package dev.rolecall.access;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A retired role with the one that takes over, and the people who were met. */
final class Succeeded {
  private final Slug role;
  private final Slug successor;
  private final BitSet had;
  private final BitSet has;
  private final List<Person> moving = new ArrayList<>();
  private final List<Person> others = new ArrayList<>();

  /** A role is held where everything that it is has come. */
  private record Pair(Slug role, Slug successor, BitSet had, BitSet has) {}

  /** What of it stays the same for every count of people. */
  static final class Watch {
    private final List<Pair> pairs = new ArrayList<>();

    Watch(
        Collection<Change> changes,
        Touched touched,
        EffectiveAccess before,
        EffectiveAccess after) {
      var successors = new TreeMap<Slug, Slug>();
      for (Change change : changes) {
        @Nullable Slug next = successor(change);
        if (next != null && change.role() != null) {
          successors.put(change.role(), next);
        }
      }
      successors.forEach((role, next) ->
          pairs.add(
              new Pair(
                  role,
                  next,
                  touched.bits(before.ofRole(role)),
                  touched.bits(after.ofRole(next)))));
    }

    /** Who takes over from a role that is retired, or drained before it is deleted. */
    private static @Nullable Slug successor(Change change) {
      return switch (change) {
        case Change.RoleRetired gone -> gone.successor();
        case Change.AssignmentRemoved removed ->
            removed.drain() == null ? null : removed.drain().successor();
        case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> null;
      };
    }

    List<Succeeded> begin() {
      return pairs.stream().map(Succeeded::new).toList();
    }

    boolean isEmpty() {
      return pairs.isEmpty();
    }
  }

  private Succeeded(Pair pair) {
    role = pair.role();
    successor = pair.successor();
    had = pair.had();
    has = pair.has();
  }

  void meet(Paths paths, List<Person> persons) {
    if (covers(paths.before(), had)) {
      (covers(paths.after(), has) ? moving : others).addAll(persons);
    }
  }

  /** Nothing at all is nowhere to be found. */
  private static boolean covers(BitSet all, BitSet some) {
    var missing = (BitSet) some.clone();
    missing.andNot(all);
    return !some.isEmpty() && missing.isEmpty();
  }

  Succession succession() {
    return new Succession(role, successor, moving, others);
  }
}
