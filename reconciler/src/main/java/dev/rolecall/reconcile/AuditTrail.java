package dev.rolecall.reconcile;

import dev.rolecall.model.AuditedLoss;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.TokenSubject;
import dev.rolecall.record.Progress;
import dev.rolecall.tenant.TenantException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the tenant's own audit log says was taken while a run wrote, by the account that runs write
 * with. Whoever may push the record can write a loss into that, never into this.
 *
 * @param says what it does not confirm, in a sentence
 */
record AuditTrail(List<AuditedLoss> losses, String says) implements Witness {
  /** How far the clocks of a tenant and of the machine of a run may be apart. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** Asks for the time of the run. A log that cannot be read confirms nothing, and says why. */
  static AuditTrail of(UndoneRun run, TenantConnection connection, Instant now) {
    Progress times = run.run().progress();
    Instant last =
        Optional.ofNullable(times.ended())
            .or(() -> Optional.ofNullable(times.lease()))
            .filter(now::isAfter)
            .orElse(now);
    try {
      List<AuditedLoss> losses =
          connection.audit().losses(times.begun().minus(MARGIN), last.plus(MARGIN));
      // Whose these credentials are is asked for only where there is something to tell apart.
      TokenSubject own = losses.isEmpty() ? TokenSubject.unknown() : connection.writes();
      return new AuditTrail(
          losses.stream().filter(loss -> own.is(loss.actor())).toList(),
          "Nor does the tenant's audit log tell that this account took it then.");
    } catch (TenantException e) {
      return new AuditTrail(
          List.of(),
          "The tenant's audit log could not be asked: %s."
              .formatted(Objects.requireNonNull(e.getMessage())));
    }
  }

  @Override
  public boolean held(Slug role, Subject subject) {
    return any(role, loss -> loss.holders().contains(subject.identity()));
  }

  @Override
  public boolean bundled(Slug role, CapabilityId capability) {
    return any(role, loss -> loss.capabilities().contains(capability));
  }

  @Override
  public boolean defined(Slug role, Set<CapabilityId> capabilities) {
    return any(role, loss -> loss.deleted() && loss.capabilities().containsAll(capabilities));
  }

  private boolean any(Slug role, Predicate<AuditedLoss> test) {
    return losses.stream().anyMatch(loss -> loss.role().equals(role) && test.test(loss));
  }
}
