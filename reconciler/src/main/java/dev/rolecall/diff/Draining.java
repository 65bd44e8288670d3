package dev.rolecall.diff;

import dev.rolecall.diff.Change.AssignmentRemoved;
import dev.rolecall.diff.Change.Drain;
import dev.rolecall.diff.Change.RemovalReason;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How roles that a tombstone ends another day lose their holders, and what is said of them. */
public final class Draining {
  private final DiffInputs inputs;

  public Draining(DiffInputs inputs) {
    this.inputs = inputs;
  }

  /** Whom drains of another day will take out, as if that day was today. */
  public List<AssignmentRemoved> later(Predicate<DesiredRole> wanted) {
    return inputs.desired().roles().values().stream()
        .filter(role -> role.deletion() != null && !role.deletion().drainedBy(inputs.now()))
        .filter(wanted)
        .flatMap(role ->
            inputs.live().holders(role.slug()).stream()
                .map(holder -> drained(role, holder, Cause.PENDING)))
        .toList();
  }

  /**
   * That this holder leaves; empty where the role is not one of them, or was empty already.
   *
   * @param gitGranted whether it is git's still, so that no run has taken it back
   */
  Optional<AssignmentRemoved> removal(Slug slug, Subject holder, boolean gitGranted) {
    @Nullable DesiredRole role = inputs.desired().roles().get(slug);
    return role == null || !role.ends() || (wasDrained(slug) && !gitGranted)
        ? Optional.empty()
        : Optional.of(drained(role, holder, cause(role)));
  }

  private AssignmentRemoved drained(DesiredRole role, Subject holder, Cause cause) {
    Tombstone.OfRole tombstone = Objects.requireNonNull(role.tombstone());
    Deletion deletion = Objects.requireNonNull(tombstone.deletion());
    return new AssignmentRemoved(
        role.slug(),
        holder,
        RemovalReason.DRAINED,
        new Drain(
            deletion.day().value(),
            RoleSuccessor.of(tombstone, inputs.desired()),
            tombstone.reason()),
        cause,
        role.at());
  }

  /** Whether the last run left nobody in it, so that whoever holds it was added since. */
  private boolean wasDrained(Slug slug) {
    return applied(slug).filter(then -> then.drainedBy(inputs.appliedAfter())).isPresent();
  }

  private Optional<Deletion> applied(Slug slug) {
    return inputs.appliedRole(slug).flatMap(role -> Optional.ofNullable(role.deletion()));
  }

  /** The calendar's move where the day stood there at the last run, git's where it did not. */
  private Cause cause(DesiredRole role) {
    return applied(role.slug()).filter(then -> then.drainedBy(inputs.now())).isPresent()
        ? Cause.EXPIRED
        : isForeign(role.slug()) ? Cause.TAKES_OVER : Cause.PENDING;
  }

  private boolean isForeign(Slug slug) {
    return inputs.appliedState().isPresent() && inputs.takesOver(slug);
  }

  /** What is to be known of a live role that ends, beside its changes. */
  Optional<Problem> warning(DesiredRole role) {
    if (!isForeign(role.slug())) {
      return Optional.empty();
    }
    int holders = inputs.live().holders(role.slug()).size();
    return Optional.of(
        Problem.warning(
                RuleId.TAKES_OVER,
                role.at(),
                "Git never declared %s; this tombstone ends it all the same, and %s with it."
                    .formatted(role.slug(), Counted.of(holders, "assignment")))
            .advising("Make sure that it is the role that is meant: its slug will be burnt."));
  }

  /** That the tenant has no such role, so that there is nothing to drain. */
  static Problem gone(DesiredRole role) {
    return Problem.note(
        RuleId.DRAINED_ROLE_GONE,
        role.at(),
        "The tenant has no role %s, so nothing stands until it is deleted.".formatted(role.slug()));
  }

  /** Whether the state before had the same day for it, or an earlier one. */
  public static boolean stoodThere(@Nullable DesiredState before, DesiredRole role) {
    @Nullable Deletion was = before == null ? null : before.deletionOf(role.slug());
    @Nullable Deletion is = role.deletion();
    return was != null
        && is != null
        && (was.drain() == null
            || (is.drain() != null && !was.drain().value().isAfter(is.drain().value())));
  }
}
