package dev.rolecall.plan;

import dev.rolecall.access.Access;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.plan.RoleEdges.Edge;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the additions that must wait for a removal, because with the one made and the other not yet
 * somebody would hold what they hold neither before nor after.
 *
 * <p>Such access always comes over a way from a subject through roles that has both kinds on it:
 * links that come and links that go. Take the first of either kind on the way, and the first of the
 * other kind after it: up to there the way exists before all changes, or after them. So it is
 * enough to look, from each link that goes, for links that come behind it in the state before, and
 * from each link that comes, for links that go behind it in the state after. When the one that
 * comes waits for the one that goes, the way is never whole, whatever else is done, fails or runs
 * at the same time. Removals wait for no addition, so this never goes round in a circle.
 *
 * <p>Each subject is judged by itself: if no subject holds more in passing, no person does,
 * whatever the groups. A role that others may hold is judged as if it were a subject.
 */
final class RemovalsFirst {
  private final EffectiveAccess before;
  private final EffectiveAccess after;

  /** With all that is added and nothing removed: no moment of a run has more. */
  private final EffectiveAccess atMost;

  private final TenantFeatures features;
  private final RoleEdges edges;
  private final BiConsumer<Change, Change> found;
  private final Set<Slug> aboveGains;
  private final Set<Slug> aboveLosses;
  private final Map<Slug, List<Edge>> gainsBehind = new HashMap<>();
  private final Map<Slug, List<Edge>> lossesBehind = new HashMap<>();
  private final Map<CapabilityId, Access> most = new HashMap<>();

  private RemovalsFirst(
      Collection<Change> ofRoles,
      EffectiveAccess before,
      RoleEdges edges,
      TenantFeatures features,
      BiConsumer<Change, Change> found) {
    this.before = before;
    this.edges = edges;
    this.features = features;
    this.found = found;
    after = before.after(ofRoles);
    atMost = before.after(ofRoles.stream().filter(RemovalsFirst::adds).toList());
    aboveGains = before.above(edges.gains().keySet());
    aboveLosses = after.above(edges.losses().keySet());
  }

  /**
   * Tells each pair. Where no role changes what it contains, there is none, and nothing is looked
   * up.
   *
   * @param found an addition and the removal that it must wait for
   */
  static void find(
      Collection<Change> changes,
      LiveState live,
      TenantFeatures features,
      BiConsumer<Change, Change> found) {
    var before = EffectiveAccess.of(live, features);
    List<Change> ofRoles = changes.stream().filter(c -> subject(c).isEmpty()).toList();
    var edges = new RoleEdges(ofRoles, before, features);
    if (!edges.isEmpty()) {
      var pairs = new RemovalsFirst(ofRoles, before, edges, features, found);
      pairs.ofRoles();
      pairs.ofSubjects(changes);
    }
  }

  private void ofRoles() {
    for (List<Edge> lost : edges.losses().values()) {
      lost.forEach(edge ->
          into(edge).ifPresent(role -> goes(edge.change(), role, () -> everOfRole(edge.role()))));
    }
    for (List<Edge> gained : edges.gains().values()) {
      gained.forEach(edge ->
          into(edge).ifPresent(role -> comes(edge.change(), role, () -> everOfRole(edge.role()))));
    }
  }

  /** The role that an edge leads into; empty where roles contain none. */
  private Optional<Slug> into(Edge edge) {
    return features.heldAs(edge.capability());
  }

  private Access everOfRole(Slug role) {
    return before.ofRole(role).with(after.ofRole(role));
  }

  private void ofSubjects(Collection<Change> changes) {
    var inQuestion = new HashSet<SubjectId>();
    eachLeaving(changes, (subject, _, _) -> inQuestion.add(subject));
    eachJoining(changes, (subject, _, _) -> inQuestion.add(subject));
    if (inQuestion.isEmpty()) {
      return;
    }
    var theirs =
        changes.stream().filter(c -> subject(c).filter(inQuestion::contains).isPresent()).toList();
    var ever = before.ofSubjects(inQuestion);
    after
        .after(theirs)
        .ofSubjects(inQuestion)
        .forEach((subject, held) -> ever.merge(subject, held, Access::with));
    eachLeaving(
        changes,
        (subject, role, change) ->
            goes(change, role, () -> ever.getOrDefault(subject, Access.NONE)));
    eachJoining(
        changes,
        (subject, role, change) ->
            comes(change, role, () -> ever.getOrDefault(subject, Access.NONE)));
  }

  /** One link from a subject to a role. */
  private interface Sink {
    void accept(SubjectId subject, Slug role, Change change);
  }

  private void eachLeaving(Collection<Change> changes, Sink sink) {
    for (Change change : changes) {
      if (change instanceof Change.AssignmentRemoved c && aboveGains.contains(c.role())) {
        sink.accept(c.subject().identity(), c.role(), c);
      } else if (change instanceof Change.RoleRetired c && aboveGains.contains(c.before().slug())) {
        c.holders().forEach(holder -> sink.accept(holder.identity(), c.before().slug(), c));
      }
    }
  }

  private void eachJoining(Collection<Change> changes, Sink sink) {
    for (Change change : changes) {
      if (change instanceof Change.AssignmentAdded c && aboveLosses.contains(c.role())) {
        sink.accept(c.subject().identity(), c.role(), c);
      }
    }
  }

  /** A link into this role goes: what comes behind it waits, unless it is held at some time. */
  private void goes(Change change, Slug into, Supplier<Access> ever) {
    if (aboveGains.contains(into)) {
      unheld(behind(into, before, edges.gains(), gainsBehind), ever)
          .forEach(gain -> found.accept(gain.change(), change));
    }
  }

  /** A link into this role comes: it waits for what goes behind it, unless it is held some time. */
  private void comes(Change change, Slug into, Supplier<Access> ever) {
    if (aboveLosses.contains(into)) {
      unheld(behind(into, after, edges.losses(), lossesBehind), ever)
          .forEach(loss -> found.accept(change, loss.change()));
    }
  }

  private Stream<Edge> unheld(List<Edge> behind, Supplier<Access> ever) {
    if (behind.isEmpty()) {
      return Stream.empty();
    }
    Access held = ever.get();
    return behind.stream().filter(edge -> !held.covers(most(edge)));
  }

  private Access most(Edge edge) {
    return most.computeIfAbsent(edge.capability(), atMost::ofCapability);
  }

  /** The edges out of this role and out of all that it contains in that state. */
  private List<Edge> behind(
      Slug role, EffectiveAccess state, Map<Slug, List<Edge>> edges, Map<Slug, List<Edge>> known) {
    return known.computeIfAbsent(
        role,
        _ -> {
          Access inside = state.ofRole(role);
          return Stream.concat(
                  inside.roles().stream(),
                  inside.capabilities().stream().flatMap(id -> features.heldAs(id).stream()))
              .flatMap(each -> edges.getOrDefault(each, List.of()).stream())
              .toList();
        });
  }

  private static boolean adds(Change ofRole) {
    return ofRole instanceof Change.CapabilityCreated
        || ofRole instanceof Change.RoleCreated
        || ofRole instanceof Change.RoleCapabilityAdded;
  }

  private static Optional<SubjectId> subject(Change change) {
    return change instanceof Change.OfHolder c
        ? Optional.of(c.subject().identity())
        : Optional.empty();
  }
}
