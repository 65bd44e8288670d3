package dev.rolecall.model;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is behind groups and roles, as far as one read asked for it.
 *
 * @param members the users of a group by its id, those of groups below it too
 * @param users the users who hold a role directly, of roles whose users the read of the live state
 *     left out
 * @param disabled ids of users who cannot sign in; of all users that were met
 * @param services ids of accounts of programs; of all users that were met
 * @param unread ids of groups whose members may not be read
 * @param counted how many people there are at all, where the tenant was asked for that number
 */
public record People(
    SortedMap<String, List<Subject>> members,
    SortedMap<Slug, List<Subject>> users,
    SortedSet<String> disabled,
    SortedSet<String> services,
    SortedSet<String> unread,
    OptionalInt counted) {
  private static final People NOBODY =
      new People(
          new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

  public People {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
    disabled = Collections.unmodifiableSortedSet(new TreeSet<>(disabled));
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    unread = Collections.unmodifiableSortedSet(new TreeSet<>(unread));
  }

  /** The number of all was not asked for. */
  public People(
      SortedMap<String, List<Subject>> members,
      SortedMap<Slug, List<Subject>> users,
      SortedSet<String> disabled,
      SortedSet<String> services,
      SortedSet<String> unread) {
    this(members, users, disabled, services, unread, OptionalInt.empty());
  }

  /** The same, with how many people there are at all. */
  public People among(int all) {
    return new People(members, users, disabled, services, unread, OptionalInt.of(all));
  }

  /** Nobody was asked for. */
  public static People nobody() {
    return NOBODY;
  }

  /** This user, with what is known of the account. */
  public Person person(Subject user) {
    return new Person(user, services.contains(user.id()), !disabled.contains(user.id()));
  }

  /** The users behind a holder: the user itself, or the members of the group that were read. */
  public List<Subject> behind(Subject holder) {
    return switch (holder.kind()) {
      case USER -> List.of(holder);
      case GROUP -> members.getOrDefault(holder.id(), List.of());
    };
  }

  /** The direct holders of a role, the users that a read left out among them. */
  public List<Subject> holders(Slug role, LiveState live) {
    List<Subject> more = users.get(role);
    List<Subject> met = live.holders(role);
    if (more == null) {
      return met;
    }
    var all = new TreeSet<>(met);
    all.addAll(more);
    return List.copyOf(all);
  }
}
