package dev.rolecall.policy;

import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Roles that go and roles that come in one change set, and who has more by it than before.
 *
 * @param people who lose a role that goes, gain one that comes, and can do more than before
 */
public record NetWidening(SortedSet<Slug> gone, SortedSet<Slug> created, List<Person> people) {

  /** Of these changes, with what they do. */
  public static NetWidening of(Collection<Change> changes, Impact impact) {
    var gone = new TreeSet<Slug>();
    var created = new TreeSet<Slug>();
    for (Change change : changes) {
      switch (change) {
        case Change.RoleRetired retired -> gone.add(retired.role());
        case Change.RoleCreated one -> created.add(one.role());
        case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> {}
      }
    }
    return new NetWidening(
        gone,
        created,
        gone.isEmpty() || created.isEmpty()
            ? List.of()
            : impact.shifts().stream()
                .filter(shift -> !shift.gained().capabilities().isEmpty())
                .filter(shift -> shift.lost().roles().stream().anyMatch(gone::contains))
                .filter(shift -> shift.gained().roles().stream().anyMatch(created::contains))
                .map(Shift::people)
                .flatMap(List::stream)
                .toList());
  }

  /** Whether roles go and roles come at all. */
  boolean isExchange() {
    return !gone.isEmpty() && !created.isEmpty();
  }
}
