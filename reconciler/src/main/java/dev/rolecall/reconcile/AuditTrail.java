package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.model.AuditedLoss;
import dev.rolecall.model.Slug;
import dev.rolecall.record.Progress;
import dev.rolecall.tenant.AuditReader;
import dev.rolecall.tenant.TenantException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the tenant's own audit log says was taken while a run wrote. Whoever may push the record can
 * write a loss into that, never into this.
 *
 * @param says what it does not confirm, in a sentence
 */
record AuditTrail(List<AuditedLoss> losses, String says) {
  /** How far the clocks of a tenant and of the machine of a run may be apart. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** Asks for the time of the run. A log that cannot be read confirms nothing, and says why. */
  static AuditTrail of(UndoneRun run, AuditReader log, Instant now) {
    Progress times = run.run().progress();
    Instant last =
        Optional.ofNullable(times.ended())
            .or(() -> Optional.ofNullable(times.lease()))
            .filter(now::isAfter)
            .orElse(now);
    try {
      return new AuditTrail(
          log.losses(times.begun().minus(MARGIN), last.plus(MARGIN)),
          "Nor does the tenant's audit log tell of it.");
    } catch (TenantException e) {
      return new AuditTrail(
          List.of(),
          "The tenant's audit log could not be asked: %s."
              .formatted(Objects.requireNonNull(e.getMessage())));
    }
  }

  /**
   * Whether it says that this was there before.
   *
   * @param was the role under its former slug, where it comes back under another
   */
  boolean confirms(Change back, Slug was) {
    return switch (back) {
      case Change.AssignmentAdded added ->
          any(was, loss -> loss.holders().contains(added.subject().identity()));
      case Change.RoleCapabilityAdded added ->
          any(was, loss -> loss.capabilities().contains(added.capability()));
      case Change.RoleCreated made ->
          any(
              was,
              loss ->
                  loss.deleted() && loss.capabilities().containsAll(made.after().capabilities()));
      case Change.CapabilityCreated _,
          Change.CapabilityEdited _,
          Change.CapabilityRemoved _,
          Change.RoleTextEdited _,
          Change.RoleCapabilityRemoved _,
          Change.RoleRetired _,
          Change.AssignmentRemoved _ ->
          false;
    };
  }

  private boolean any(Slug role, Predicate<AuditedLoss> test) {
    return losses.stream().anyMatch(loss -> loss.role().equals(role) && test.test(loss));
  }
}
