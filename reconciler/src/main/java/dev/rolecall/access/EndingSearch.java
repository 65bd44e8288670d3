package dev.rolecall.access;

import dev.rolecall.diff.DatedLine;
import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds lines that end against the other ways of the people behind them. Costs one pass over
 * holders and members, and for each line as much as the people behind it differ, not as they are
 * many.
 */
final class EndingSearch {
  private static final Comparator<Ending> NEAREST_FIRST =
      Comparator.comparing(Ending::end).thenComparing(Ending::role).thenComparing(Ending::subject);

  private final EffectiveAccess access;
  private final List<DatedLine> lines;
  private final People people;

  /** The ids of all who are behind a line. */
  private final Set<String> asked = new HashSet<>();

  /** Ways of groups whose members may not be read. */
  private final List<HeldWay> unread = new ArrayList<>();

  /** The ways of each person behind a line; people with the same ways have one list. */
  private final Map<String, List<HeldWay>> waysOf = new HashMap<>();

  private final Map<String, Map<List<HeldWay>, Integer>> waysOfMembers = new HashMap<>();
  private final Map<Slug, Map<Slug, Access>> shared = new HashMap<>();

  EndingSearch(EffectiveAccess access, List<DatedLine> lines, People people) {
    this.access = access;
    this.lines = lines;
    this.people = people;
    lines.forEach(line -> people.behind(line.subject()).forEach(user -> asked.add(user.id())));
  }

  /** One way; whom nobody asks about, it forgets. */
  void add(HeldWay way) {
    Subject holder = way.holder();
    if (holder.kind() == SubjectKind.GROUP && people.unread().contains(holder.id())) {
      unread.add(way);
    }
    for (Subject user : people.behind(holder)) {
      if (asked.contains(user.id())) {
        waysOf.computeIfAbsent(user.id(), _ -> new ArrayList<>(2)).add(way);
      }
    }
  }

  /** When all ways are added. */
  List<Ending> endings() {
    var same = new HashMap<List<HeldWay>, List<HeldWay>>();
    waysOf.replaceAll((_, some) -> same.computeIfAbsent(some, List::copyOf));
    return lines.stream().map(this::ending).sorted(NEAREST_FIRST).toList();
  }

  private Ending ending(DatedLine line) {
    Subject subject = line.subject();
    var tally = new Tally(line);
    switch (subject.kind()) {
      case USER -> tally.add(waysOf.getOrDefault(subject.id(), List.of()), 1);
      case GROUP ->
          waysOfMembers.computeIfAbsent(subject.id(), _ -> counted(subject)).forEach(tally::add);
    }
    Set<Subject> hidden = new TreeSet<>();
    if (people.unread().contains(subject.id()) && subject.kind() == SubjectKind.GROUP) {
      hidden.add(subject);
    }
    for (HeldWay way : unread) {
      if (tally.stays(way)) {
        hidden.add(way.holder());
      }
    }
    return tally.ending(List.copyOf(hidden));
  }

  /** How many members have the same ways. */
  private Map<List<HeldWay>, Integer> counted(Subject group) {
    var counted = new IdentityHashMap<List<HeldWay>, Integer>();
    for (Subject member : people.behind(group)) {
      List<HeldWay> mine = waysOf.get(member.id());
      if (mine != null) {
        counted.merge(mine, 1, Integer::sum);
      }
    }
    return counted;
  }

  /** What one role gives of what the other gives. */
  private Access shared(Slug role, Slug ended) {
    return shared
        .computeIfAbsent(ended, _ -> new HashMap<>())
        .computeIfAbsent(role, _ -> access.ofRole(role).within(access.ofRole(ended)));
  }

  /** What stays of one line, added up. */
  private final class Tally {
    private record Key(Slug role, @Nullable Subject group) {}

    private final DatedLine line;
    private final Instant end;
    private final Map<Key, KeptWay> kept = new HashMap<>();
    private int whole;
    private int part;

    Tally(DatedLine line) {
      this.line = line;
      this.end = Objects.requireNonNull(line.end(), "a line that is asked about ends");
    }

    boolean stays(HeldWay way) {
      return way.outlasts(line, end) && !shared(way.role(), line.role()).isNothing();
    }

    /** So many people with these ways. */
    void add(List<HeldWay> theirs, int count) {
      boolean some = false;
      boolean all = false;
      var counted = new HashSet<Key>();
      for (HeldWay way : theirs) {
        if (stays(way)) {
          some = true;
          all |= shared(way.role(), line.role()).roles().contains(line.role());
          boolean inGroup = way.holder().kind() == SubjectKind.GROUP;
          var key = new Key(way.role(), inGroup ? way.holder() : null);
          kept.merge(key, kept(way, key, counted.add(key) ? count : 0), Tally::joined);
        }
      }
      whole += all ? count : 0;
      part += some && !all ? count : 0;
    }

    private KeptWay kept(HeldWay way, Key key, int count) {
      Access gives = shared(way.role(), line.role());
      return new KeptWay(way.role(), key.group(), way.from(), way.until(), gives, count);
    }

    /** Of one key: the role is one, so what it gives is too. */
    private static KeptWay joined(KeptWay one, KeptWay other) {
      return new KeptWay(
          one.role(),
          one.group(),
          one.from() == null || other.from() == null
              ? null
              : one.from().isBefore(other.from()) ? one.from() : other.from(),
          one.until() == null || other.until() == null
              ? null
              : one.until().isAfter(other.until()) ? one.until() : other.until(),
          one.gives(),
          one.people() + other.people());
    }

    Ending ending(List<Subject> unread) {
      int all =
          line.subject().kind() == SubjectKind.USER ? 1 : people.behind(line.subject()).size();
      return new Ending(
          line.role(),
          line.subject(),
          end,
          line.at(),
          all,
          whole,
          part,
          kept.values().stream().sorted(KeptWay.MOST_PEOPLE_FIRST).toList(),
          unread);
    }
  }
}
