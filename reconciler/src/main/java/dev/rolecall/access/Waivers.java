package dev.rolecall.access;

import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Waiver;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom the waivers of a policy mean, those that have ended too. A name that nobody bears, or more
 * than one, or that is another account's than git has met, means nobody.
 */
public final class Waivers {
  private final Map<String, Waiver> byPerson = new HashMap<>();

  /**
   * @param directory knows who bears the names
   * @param people behind the groups that {@link #groups} names
   */
  public Waivers(Separation policy, SubjectDirectory directory, Pins pins, People people) {
    for (Waiver waiver : policy.waivers()) {
      for (SubjectName name : waiver.subjects()) {
        subject(name, directory, pins)
            .ifPresent(subject -> {
              for (Subject user : people.behind(subject)) {
                byPerson.merge(user.id(), waiver, Waivers::longer);
              }
            });
      }
    }
  }

  private static Waiver longer(Waiver one, Waiver other) {
    return other.expires().isAfter(one.expires()) ? other : one;
  }

  /** Who is meant by a name: its one bearer, unless git has met another. */
  public static Optional<Subject> subject(SubjectName name, SubjectDirectory directory, Pins pins) {
    return directory
        .find(name)
        .filter(subject -> pins.of(name).map(subject.identity()::equals).orElse(true));
  }

  /** The ids of the groups whose members have to be known. */
  public static Set<String> groups(
      Collection<Separation> policies, SubjectDirectory directory, Pins pins) {
    var groups = new TreeSet<String>();
    for (Separation policy : policies) {
      for (Waiver waiver : policy.waivers()) {
        waiver.subjects().stream()
            .filter(name -> name.kind() == SubjectKind.GROUP)
            .flatMap(name -> subject(name, directory, pins).stream())
            .forEach(group -> groups.add(group.id()));
      }
    }
    return groups;
  }

  /** The one of this person that ends last; empty: there never was one. */
  public Optional<Waiver> of(Person person) {
    return Optional.ofNullable(byPerson.get(person.account().id()));
  }

  /** Whether the person may hold both sides at this instant. */
  public boolean let(Person person, Instant now) {
    return of(person).filter(waiver -> waiver.standsAt(now)).isPresent();
  }
}
