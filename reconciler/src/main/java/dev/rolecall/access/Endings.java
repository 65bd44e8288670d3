package dev.rolecall.access;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DatedLine;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Grant;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stays with whom when lines end, by other ways that outlast them: first which groups and
 * roles have to be known for it, then, with the people behind them, the answer. Looks at no role
 * that gives nothing of one that ends; not for two threads.
 */
public final class Endings {
  private final LiveState live;
  private final EffectiveAccess access;
  private final List<DatedLine> ending;
  private final Map<Slug, List<DatedLine>> dated;
  private final Set<Grant> left = new HashSet<>();
  private final Map<Slug, Set<Subject>> joined = new HashMap<>();

  /** The roles that give something of one that ends. */
  private final Set<Slug> giving = new TreeSet<>();

  /**
   * Of a tenant as changes leave it.
   *
   * @param changes all made; none: the tenant as it is
   * @param dated every line with a day to come
   * @param ending those of them that are asked about; of a role that is gone by then nothing ends
   */
  public Endings(
      DiffInputs inputs,
      Collection<Change> changes,
      Collection<DatedLine> dated,
      Collection<DatedLine> ending) {
    live = inputs.live();
    access = EffectiveAccess.of(live, inputs.features()).after(changes);
    this.ending = ending.stream().filter(line -> !access.ofRole(line.role()).isNothing()).toList();
    this.dated = dated.stream().collect(Collectors.groupingBy(DatedLine::role));
    if (!this.ending.isEmpty()) {
      look(changes);
    }
  }

  private void look(Collection<Change> changes) {
    var roles = new TreeSet<>(live.roles().keySet());
    for (Change change : changes) {
      switch (change) {
        case Change.AssignmentAdded added ->
            joined.computeIfAbsent(added.role(), _ -> new HashSet<>()).add(added.subject());
        case Change.AssignmentRemoved removed -> left.add(removed.grant());
        case Change.RoleCreated created -> roles.add(created.role());
        case Change.OfCapability _,
            Change.RoleTextEdited _,
            Change.RoleCapabilityAdded _,
            Change.RoleCapabilityRemoved _,
            Change.RoleRetired _ -> {}
      }
    }
    var asked = new Gathering();
    ending.stream().map(DatedLine::role).distinct().forEach(role -> asked.add(access.ofRole(role)));
    for (Slug role : roles) {
      Access gives = access.ofRole(role);
      if (gives.roles().stream().anyMatch(asked.roles::contains)
          || gives.capabilities().stream().anyMatch(asked.capabilities::contains)) {
        giving.add(role);
      }
    }
  }

  /** The live roles whose holders matter. */
  public Set<Slug> roles() {
    var roles = new TreeSet<>(giving);
    roles.retainAll(live.roles().keySet());
    return roles;
  }

  /** The ids of the groups whose members matter. */
  public Set<String> groups() {
    var groups = new TreeSet<String>();
    for (Slug role : giving) {
      live.holders(role, SubjectKind.GROUP).forEach(group -> groups.add(group.id()));
      joined.getOrDefault(role, Set.of()).forEach(subject -> addGroup(subject, groups));
      dated.getOrDefault(role, List.of()).forEach(line -> addGroup(line.subject(), groups));
    }
    return groups;
  }

  private static void addGroup(Subject subject, Set<String> to) {
    if (subject.kind() == SubjectKind.GROUP) {
      to.add(subject.id());
    }
  }

  /**
   * All that end, the nearest first, the people behind {@link #groups} and {@link #roles} known.
   */
  public List<Ending> among(People people) {
    if (ending.isEmpty()) {
      return List.of();
    }
    var search = new EndingSearch(access, ending, people);
    giving.forEach(role -> addWays(role, people, search));
    return search.endings();
  }

  /**
   * Whether one of these roles is the one that ends, gives what stays of it, or is inside of it.
   */
  public boolean concern(Set<Slug> roles, Ending one) {
    return Stream.concat(Stream.of(one.role()), one.ways().stream().map(KeptWay::role))
        .anyMatch(role ->
            roles.contains(role) || access.ofRole(role).roles().stream().anyMatch(roles::contains));
  }

  private void addWays(Slug role, People people, EndingSearch to) {
    Map<SubjectId, DatedLine> days = new HashMap<>();
    dated.getOrDefault(role, List.of()).forEach(line -> days.put(line.subject().identity(), line));
    for (Subject holder : people.holders(role, live)) {
      if (left.isEmpty() || !left.contains(new Grant(role, holder.identity()))) {
        addWay(role, holder, days, to);
      }
    }
    joined.getOrDefault(role, Set.of()).forEach(holder -> addWay(role, holder, days, to));
    for (DatedLine line : days.values()) {
      if (line.from() != null) {
        to.add(new HeldWay(role, line.subject(), line.from(), line.end()));
      }
    }
  }

  private static void addWay(
      Slug role, Subject holder, Map<SubjectId, DatedLine> days, EndingSearch to) {
    @Nullable DatedLine line = days.isEmpty() ? null : days.remove(holder.identity());
    to.add(new HeldWay(role, holder, null, line == null ? null : line.end()));
  }
}
