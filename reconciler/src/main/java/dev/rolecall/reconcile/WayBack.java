package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.ChangeText;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.EffectCheck;
import dev.rolecall.diff.InverseChanges;
import dev.rolecall.diff.InverseChanges.Left;
import dev.rolecall.diff.InverseChanges.Undone;
import dev.rolecall.diff.Unwritten;
import dev.rolecall.model.Days;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TakenBack;
import dev.rolecall.plan.StepIds;
import dev.rolecall.policy.GivingBack;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What takes a run back, what of it is left, and what of it is known to have been there.
 *
 * @param leavesAccess whether some of what the run gave or took is left as the run left it, though
 *     its time is not over
 * @param unconfirmed of the changes that give something back those that no applied commit declared,
 *     and that the tenant's audit log does not tell of
 * @param audited of them those that it tells of
 * @param doubt what the audit log has to say of those that are unconfirmed, in a sentence
 */
record WayBack(
    List<Undone> undone,
    List<Left> left,
    boolean leavesAccess,
    Set<Change> unconfirmed,
    Set<Change> audited,
    SortedMap<Slug, Slug> renamed,
    String doubt) {
  private static final Duration FRESH = Duration.ofHours(24);

  static WayBack of(
      UndoneRun run, DiffInputs inputs, AppliedHistory history, SortedMap<Slug, Slug> renamed)
      throws IOException {
    var later = LaterDecisions.of(run.later());
    var left = new ArrayList<Left>();
    var standing = new ArrayList<Change>();
    var effect = new EffectCheck(inputs.live());
    for (Change done : run.done(effect)) {
      Optional<String> since = later.about(done, run.surelyDid(done));
      Optional<Slug> back =
          later.back(done, run.id()).filter(slug -> inputs.live().roles().containsKey(slug));
      if (back.isPresent()) {
        left.add(new Left(done, "it is back already, as %s".formatted(back.get())));
      } else if (since.isPresent()) {
        left.add(
            new Left(
                done,
                "run %s decided about it since".formatted(TenantStanding.shortId(since.get()))));
      } else {
        standing.add(done);
      }
    }
    InverseChanges.Found found =
        InverseChanges.of(standing, inputs.live(), inputs.features(), renamed);
    left.addAll(found.left());
    boolean leavesAccess =
        left.stream()
            .map(Left::done)
            .anyMatch(done -> (done.gains() || done.loses()) && effect.isInEffect(done));
    Map<Slug, Slug> former = former(renamed);
    Witness commits = history.witness(inputs.live().directory(), inputs.now());
    var undone = new ArrayList<Undone>();
    var unconfirmed = new HashSet<Change>();
    for (Undone one : found.undone()) {
      @Nullable Slug was = was(one.back(), former);
      Undone told = one;
      if (was != null && one.back() instanceof Change.AssignmentAdded added) {
        var line = history.line(was, added.subject(), inputs.live().directory());
        if (line.filter(said -> said.expiredBy(inputs.now())).isPresent()) {
          left.add(
              new Left(
                  one.done(),
                  "the time of %s is over since %s"
                      .formatted(added.subject().name(), line.get().expires())));
          continue;
        }
        told = line.map(said -> new Undone(one.done(), saying(added, said))).orElse(one);
      }
      undone.add(told);
      if (was != null && !commits.confirms(told.back(), was)) {
        unconfirmed.add(told.back());
      }
    }
    return new WayBack(undone, left, leavesAccess, unconfirmed, Set.of(), renamed, "");
  }

  private static Map<Slug, Slug> former(Map<Slug, Slug> renamed) {
    Map<Slug, Slug> former = new HashMap<>();
    renamed.forEach((old, slug) -> former.put(slug, old));
    return former;
  }

  /** Under which slug it was there; null: it is about a capability by itself. */
  private static @Nullable Slug was(Change back, Map<Slug, Slug> former) {
    @Nullable Slug role = back.role();
    return role == null ? null : former.getOrDefault(role, role);
  }

  /** With what the tenant's own log says of what no commit said. */
  WayBack asked(AuditTrail trail) {
    Map<Slug, Slug> former = former(renamed);
    Map<Boolean, List<Change>> split =
        unconfirmed.stream()
            .collect(
                Collectors.partitioningBy(
                    back -> trail.confirms(back, Objects.requireNonNull(was(back, former)))));
    return new WayBack(
        undone,
        left,
        leavesAccess,
        new HashSet<>(split.getOrDefault(false, List.of())),
        new HashSet<>(split.getOrDefault(true, List.of())),
        renamed,
        trail.says());
  }

  private static Change saying(Change.AssignmentAdded added, DesiredAssignment line) {
    return new Change.AssignmentAdded(
        added.role(), added.subject(), line.expires(), line.reason(), added.cause(), line.at());
  }

  /** As a difference between the tenant and what it was. */
  DiffResult difference(Comparison ahead, UndoneRun run) {
    Unwritten known = ahead.difference().unwritten();
    var findings = new ArrayList<Problem>();
    findings.add(
        Problem.note(
            RuleId.UNDOES,
            null,
            "Takes back run %s of %s by %s: %d of its changes%s."
                .formatted(
                    TenantStanding.shortId(run.id()),
                    Days.second(run.run().progress().begun()),
                    run.run().run().actor(),
                    done(),
                    left.isEmpty() ? "" : ", and leaves %d".formatted(left.size()))));
    if (!audited.isEmpty()) {
      findings.add(
          Problem.note(
              RuleId.UNDOES,
              null,
              "%d of what it gives back no earlier commit that was applied had declared; the tenant's audit log tells that %s there."
                  .formatted(audited.size(), audited.size() == 1 ? "it was" : "they were")));
    }
    for (Left one : left) {
      findings.add(
          Problem.note(
              RuleId.NOT_UNDONE,
              one.done().at(),
              "Not taken back, \"%s\": %s.".formatted(ChangeText.clause(one.done()), one.why())));
    }
    return new DiffResult(
        undone.stream().map(Undone::back).toList(),
        findings,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Unwritten(Set.of(), Set.of(), known.pins(), known.vanished()));
  }

  private long done() {
    return undone.stream().map(Undone::done).distinct().count();
  }

  /** What of it guards have to know. */
  GivingBack giving(UndoneRun run, Instant now) {
    var declared = new TreeSet<String>();
    var told = new TreeSet<String>();
    var rest = new TreeSet<String>();
    for (Undone one : undone) {
      if (one.back().gains() || one.back() instanceof Change.RoleCreated) {
        (unconfirmed.contains(one.back()) ? rest : audited.contains(one.back()) ? told : declared)
            .add(StepIds.of(one.back()));
      }
    }
    return new GivingBack(
        declared, told, rest, run.run().progress().begun().plus(FRESH).isAfter(now), doubt);
  }

  /** What no commit may do again before one agrees. */
  TakenBack takenBack(UndoneRun run, String by, Instant at) {
    var redo = new TreeSet<String>();
    for (Undone one : undone) {
      redo.addAll(Redoing.ids(one.done()));
      redo.addAll(Redoing.contrary(one.back()));
    }
    var roles = new TreeSet<Slug>();
    undone.stream()
        .map(Undone::back)
        .filter(Change.RoleCreated.class::isInstance)
        .forEach(made -> roles.add(((Change.RoleCreated) made).role()));
    return new TakenBack(run.id(), by, at, redo, roles);
  }
}
