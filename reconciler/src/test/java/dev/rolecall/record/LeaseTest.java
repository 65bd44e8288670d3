package dev.rolecall.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private Instant wall = Samples.NOON;
  private long nanos = 42;
  private final LeaseClock clock = new LeaseClock(() -> wall, () -> nanos);

  @Test
  void itLastsHalfAnHourAndIsRenewedTenMinutesBeforeItsEnd() {
    Lease lease = clock.lease();
    assertEquals(Samples.NOON.plus(Duration.ofMinutes(30)), lease.until());
    pass(Duration.ofMinutes(20));
    assertFalse(lease.renewalDue());
    assertEquals(Duration.ofMinutes(10), lease.left());
    pass(Duration.ofSeconds(1));
    assertTrue(lease.renewalDue());
    assertTrue(lease.holds());
    pass(Duration.ofMinutes(10).minusSeconds(2));
    assertTrue(lease.holds());
    pass(Duration.ofSeconds(1));
    assertFalse(lease.holds());
    assertEquals(Duration.ZERO, lease.left());
  }

  @Test
  void aWallClockThatIsSetForwardEndsIt() {
    Lease lease = clock.lease();
    wall = wall.plus(Duration.ofMinutes(31));
    assertFalse(lease.holds());
    wall = Samples.NOON;
    assertFalse(lease.holds(), "it has ended for good");
  }

  @Test
  void aWallClockThatIsSetBackMakesItNoLonger() {
    Lease lease = clock.lease();
    pass(Duration.ofMinutes(29));
    wall = wall.minus(Duration.ofHours(3));
    assertEquals(Duration.ofMinutes(1), lease.left());
    pass(Duration.ofMinutes(1));
    assertFalse(lease.holds());
  }

  @Test
  void aMachineThatSleptIsSeenByTheWallClock() {
    Lease lease = clock.lease();
    wall = wall.plus(Duration.ofHours(8));
    assertFalse(lease.holds());
  }

  @Test
  void aRenewalIsReckonedFromTheClockThatWasChecked() {
    pass(Duration.ofMinutes(15));
    wall = wall.plus(Duration.ofMinutes(9));
    assertEquals(Samples.NOON.plus(Duration.ofMinutes(45)), clock.lease().until());
    wall = wall.minus(Duration.ofHours(1));
    assertEquals(Samples.NOON.plus(Duration.ofMinutes(45)), clock.lease().until());
  }

  @Test
  void howeverBothClocksJumpItNeverHoldsAfterEitherEnd() {
    var random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      wall = Samples.NOON;
      Lease lease = new LeaseClock(() -> wall, () -> nanos).lease();
      long end = nanos + Lease.LENGTH.toNanos();
      boolean ended = false;
      for (int j = 0; j < 12; j++) {
        nanos += random.nextLong(Duration.ofMinutes(8).toNanos());
        wall = wall.plusSeconds(random.nextInt(-900, 1_200));
        ended |= nanos >= end || !wall.isBefore(lease.until());
        assertEquals(!ended, lease.holds());
        assertTrue(lease.left().compareTo(Lease.LENGTH) <= 0 || !ended);
      }
    }
  }

  @Test
  void othersWaitFiveMinutesLonger() {
    Instant end = Samples.NOON.plus(Duration.ofMinutes(30));
    RunRecord run = run(new Progress(RunState.STARTED, Samples.NOON, null, end, null, null));
    assertTrue(Lease.heldBy(run, end.plus(Duration.ofMinutes(5)).minusNanos(1)));
    assertFalse(Lease.heldBy(run, end.plus(Duration.ofMinutes(5))));
    RunRecord done = run(new Progress(RunState.DONE, Samples.NOON, Samples.NOON, end, null, null));
    assertFalse(Lease.heldBy(done, Samples.NOON));
  }

  private static RunRecord run(Progress progress) {
    var target = new Target(Samples.commit(0), false, "f1", true);
    return new RunRecord(
        Samples.info("r1"), target, new TreeSet<>(List.of(target.top())), progress, Ties.NONE);
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }
}
