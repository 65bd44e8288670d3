package dev.rolecall.apply;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.TenantException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories, and after each step of ours whether it was ours to make. A seed that fails is
 * named; {@code -Drolecall.simulation.seed=N} plays it alone, {@code -Drolecall.simulation=N} plays
 * more.
 */
@Tag("apply")
class SimulationTest {
  private static final int HISTORIES = Integer.getInteger("rolecall.simulation", 10_000);

  @Test
  void everyStepIsOursToMake() throws TenantException {
    Long only = Long.getLong("rolecall.simulation.seed");
    var counts = new SimulationCounts();
    long first = only == null ? 0 : only;
    long last = only == null ? HISTORIES : only + 1;
    for (long seed = first; seed < last; seed++) {
      try {
        new Simulation(seed, counts).play();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Drolecall.simulation.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.printf(
        "simulation: %,d histories, %,d events, %,d runs, %,d steps, %,d faults, %,d kills,"
            + " %,d changes undone and %,d left, %,d held, %,d drains%n",
        last - first,
        counts.events,
        counts.runs,
        counts.steps,
        counts.faults,
        counts.kills,
        counts.undone,
        counts.left,
        counts.held,
        counts.drains);
    if (only == null) {
      int some = HISTORIES / 10;
      assertTrue(counts.faults > some && counts.kills > some, "faults and kills must happen");
      assertTrue(counts.undone > some && counts.left > some, "undoing must find something");
      assertTrue(counts.drains > some && counts.held > some, "drains and holds must happen");
    }
  }
}
