package dev.rolecall.desired.bind;

import static java.util.stream.Collectors.joining;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Days;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A slug is for ever: what retired documents and the base say of the slugs of this tree. */
final class HistoryRules {
  private final Binder.Given given;
  private final UnreadTexts unread;
  private final Set<Problem> problems;

  HistoryRules(Binder.Given given, UnreadTexts unread, Set<Problem> problems) {
    this.unread = unread;
    this.given = given;
    this.problems = problems;
  }

  /** The declared slugs that an earlier commit has retired; each is a problem of the files. */
  SortedSet<Slug> retiredBefore(
      String tenant, SortedMap<Slug, DesiredRole> roles, Set<Slug> retiredNow) {
    var before = new TreeSet<Slug>();
    for (PastTombstone past : given.past().get()) {
      if (past.tenant().equals(tenant) && past.tombstone() instanceof Tombstone.OfRole one) {
        DesiredRole role = roles.get(one.slug());
        if (role != null && !retiredNow.contains(one.slug())) {
          if (before.add(one.slug())) {
            reused(role, "retired " + past.place());
          }
        }
      }
    }
    return before;
  }

  /**
   * Against the tombstones of this tree, and against the base.
   *
   * @param declared the roles that documents declare, and no tombstone
   * @param tombstones also those whose day has not come
   */
  void check(
      DesiredState head, Map<Slug, DesiredRole> declared, Map<Slug, Tombstone.OfRole> tombstones) {
    for (Tombstone.OfRole tombstone : tombstones.values()) {
      DesiredRole role = declared.get(tombstone.slug());
      if (role != null) {
        reused(role, "retired at " + tombstone.at());
      }
    }
    Base base = given.base();
    DesiredState before = base == null ? null : base.states().get(head.tenant());
    if (base != null && before != null) {
      String until =
          base.states().size() == 1
              ? base.commit()
              : "%s for %s".formatted(base.commit(), Words.shown(head.tenant()));
      misplaced(before, head, until);
      tombstones.values().forEach(now -> deletedEarlier(now, before, until));
      before.roles().values().forEach(role -> vanished(role, head, before, until));
      before.capabilities().forEach((id, was) -> vanished(id, was.at(), head, until));
    }
  }

  private void deletedEarlier(Tombstone.OfRole now, DesiredState before, String until) {
    Tombstone.@Nullable OfRole was = before.tombstones().get(now.slug());
    @Nullable Deletion then = was == null ? null : was.deletion();
    @Nullable Deletion day = now.deletion();
    if (then == null || (day != null && !day.day().value().isBefore(then.day().value()))) {
      return;
    }
    problems.add(
        Problem.warning(
            RuleId.DELETED_EARLIER,
            day == null ? now.at() : day.day().at(),
            "The role %s is deleted for ever %s; until commit %s its tombstone said from %s on."
                .formatted(
                    Words.shown(now.slug()),
                    day == null
                        ? "by the next run"
                        : "from " + Days.first(day.day().value()) + " on",
                    until,
                    Days.first(then.day().value()))));
  }

  private void reused(DesiredRole role, String how) {
    String message = "The slug %s was %s.".formatted(Words.shown(role.slug()), how);
    problems.add(Problem.error(RuleId.RETIRED_SLUG, role.at(), message));
  }

  /** Roles whose documents are there, where no glob matches them, have vanished of one cause. */
  private void misplaced(DesiredState before, DesiredState head, String until) {
    List<DesiredRole> all =
        before.roles().values().stream().filter(role -> isMisplaced(role.slug(), head)).toList();
    if (!all.isEmpty()) {
      var files = head.uncounted().roles();
      String message =
          "%s in no document that counts now, because no glob of files matches theirs; declared until commit %s: %s."
              .formatted(
                  all.size() == 1 ? "1 role is" : all.size() + " roles are",
                  until,
                  all.stream()
                      .map(role ->
                          "%s (%s)".formatted(Words.shown(role.slug()), files.get(role.slug())))
                      .collect(joining(", ")));
      problems.add(
          Problem.error(RuleId.ROLE_VANISHED, all.getFirst().at(), message)
              .advising("Correct files in rolecall.yaml, or move the documents back."));
    }
  }

  private static boolean isMisplaced(Slug slug, DesiredState head) {
    return isGone(slug, head) && head.uncounted().roles().containsKey(slug);
  }

  private static boolean isGone(Slug slug, DesiredState head) {
    return !head.roles().containsKey(slug) && !head.retired().containsKey(slug);
  }

  private void vanished(DesiredRole was, DesiredState head, DesiredState before, String until) {
    Slug slug = was.slug();
    if (!isGone(slug, head) || isMisplaced(slug, head) || unread.mentions(slug.value())) {
      return;
    }
    String message =
        "The role %s is in no document now; it was declared until commit %s."
            .formatted(Words.shown(slug), until);
    var vanished = Problem.error(RuleId.ROLE_VANISHED, was.at(), message);
    var problem = head.uncounted().adviceFor(slug).map(vanished::advising).orElse(vanished);
    if (was.ends()) {
      problems.add(
          problem.advising(
              "Its tombstone is withdrawn: restore the document that declared the role before it,"
                  + " or the tombstone."));
      return;
    }
    Slug renamed = successor(was, head, before);
    problems.add(
        renamed == null
            ? problem
            : problem.advising(
                "A slug cannot be edited: if %s is meant to be this role, give it back its slug."
                    .formatted(Words.shown(renamed))));
  }

  /** A role that is new, and stands in the same file or has the same name. */
  private static @Nullable Slug successor(DesiredRole was, DesiredState head, DesiredState before) {
    for (DesiredRole role : head.roles().values()) {
      boolean alike =
          role.at().file().equals(was.at().file())
              || role.name().value().equals(was.name().value());
      if (alike && !before.roles().containsKey(role.slug())) {
        return role.slug();
      }
    }
    return null;
  }

  private void vanished(CapabilityId id, SourceRef at, DesiredState head, String until) {
    if (!head.capabilities().containsKey(id)
        && !head.retiredCapabilities().containsKey(id)
        && !unread.mentions(id.action())) {
      String message =
          "The capability %s is in no document now; it was declared until commit %s."
              .formatted(Words.shown(id), until);
      problems.add(Problem.error(RuleId.CAPABILITY_VANISHED, at, message));
    }
  }
}
