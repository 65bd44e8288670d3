package dev.rolecall.access;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.SourceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A declared line that ends, and what of its role stays with whom afterwards. Data for reports and
 * warnings; decides nothing.
 *
 * @param end first instant at which git takes it back
 * @param people behind the subject: 1 for a user, else the members
 * @param whole how many of them keep the role itself
 * @param part how many others keep some of what it gives
 * @param ways by which they keep it, those of most people first
 * @param unread groups whose members may not be read, so that nobody can tell whether these keep it
 */
public record Ending(
    Slug role,
    Subject subject,
    Instant end,
    SourceRef at,
    int people,
    int whole,
    int part,
    List<KeptWay> ways,
    List<Subject> unread) {
  /** How long before its end a line is named in reports. */
  public static final Duration SOON = Duration.ofDays(14);

  /** So many ways, and so many things that stay, are named. */
  private static final int NAMED = 3;

  public Ending {
    ways = List.copyOf(ways);
    unread = List.copyOf(unread);
  }

  /** Whether everything that it gives is known to end with it. */
  public boolean endsAll() {
    return ways.isEmpty() && unread.isEmpty();
  }

  /**
   * What stays, in clauses: {@code keeps audit:read by role viewer in group staff}; empty where
   * everything ends.
   */
  public String kept() {
    var clauses = new ArrayList<String>();
    if (!ways.isEmpty()) {
      clauses.add(subject.kind() == SubjectKind.GROUP ? ofMembers() : ofUser());
    }
    if (!unread.isEmpty()) {
      clauses.add(
          "nobody can tell what stays, because the members of %s may not be read"
              .formatted(named(unread.stream().map(Subject::toString).toList(), "group")));
    }
    return String.join("; ", clauses);
  }

  private String ofUser() {
    if (whole == 0) {
      return "keeps %s by %s".formatted(things(), by(ways));
    }
    List<KeptWay> ofAll = ways.stream().filter(way -> way.gives().roles().contains(role)).toList();
    List<KeptWay> ofPart =
        ways.stream().filter(way -> !way.gives().roles().contains(role)).toList();
    return ofPart.isEmpty()
        ? "keeps the role by %s".formatted(by(ofAll))
        : "keeps the role by %s; and some of what it gives by %s".formatted(by(ofAll), by(ofPart));
  }

  private String by(List<KeptWay> some) {
    return named(some.stream().map(way -> way.clause(role)).toList(), "way");
  }

  private String ofMembers() {
    var who = new ArrayList<String>();
    if (whole > 0) {
      who.add("%d of %d members %s the role".formatted(whole, people, keep(whole)));
    }
    if (part > 0) {
      who.add(
          whole > 0
              ? "%d more %s some of what it gives".formatted(part, keep(part))
              : "%d of %d members %s %s".formatted(part, people, keep(part), things()));
    }
    List<String> by =
        ways.stream().map(way -> "%d by %s".formatted(way.people(), way.clause(role))).toList();
    return "%s: %s".formatted(String.join(", ", who), named(by, "way"));
  }

  private static String keep(int people) {
    return people == 1 ? "keeps" : "keep";
  }

  private String things() {
    var things = new TreeSet<String>();
    for (KeptWay way : ways) {
      Stream.concat(
              way.gives().capabilities().stream().map(Object::toString),
              way.gives().roles().stream().map(inner -> "role " + inner))
          .forEach(things::add);
    }
    return named(List.copyOf(things), "thing");
  }

  private static String named(List<String> all, String noun) {
    String some = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    int rest = all.size() - NAMED;
    return rest <= 0
        ? some
        : "%s and %d more %s%s".formatted(some, rest, noun, rest == 1 ? "" : "s");
  }
}
