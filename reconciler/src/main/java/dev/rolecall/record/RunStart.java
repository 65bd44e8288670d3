package dev.rolecall.record;

import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Standing;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.Step;
import java.time.Instant;
import java.util.List;

/**
 * What a run knows and means when it begins. What needs no write is in it already, so that it is
 * recorded whatever becomes of the run.
 *
 * @param begun the instant that it planned for
 * @param settled as the tenant could tell, without what this run gives up or releases
 * @param names what those are called whose grants move without a step, where the pins do not say
 * @param steps what it will try; excluded ones are not in it
 * @param memory for the guards of later runs, this run among it as it is meant
 * @param standing what stands over the tenant from then on
 * @param owed who is to be logged out by this run, or by whichever comes after it, sorted
 */
public record RunStart(
    RunInfo run,
    Instant begun,
    Aim aim,
    Settled settled,
    Pins pins,
    List<Subject> names,
    List<Step> steps,
    GuardMemory memory,
    Standing standing,
    List<OwedRevocation> owed) {
  public RunStart {
    names = List.copyOf(names);
    steps = List.copyOf(steps);
    owed = owed.stream().sorted().toList();
  }

  /** One that logs nobody out. */
  public RunStart(
      RunInfo run,
      Instant begun,
      Aim aim,
      Settled settled,
      Pins pins,
      List<Subject> names,
      List<Step> steps,
      GuardMemory memory) {
    this(run, begun, aim, settled, pins, names, steps, memory, Standing.nothing(), List.of());
  }

  /** One with nothing for guards to remember, and nothing over the tenant. */
  public RunStart(
      RunInfo run,
      Instant begun,
      Aim aim,
      Settled settled,
      Pins pins,
      List<Subject> names,
      List<Step> steps) {
    this(run, begun, aim, settled, pins, names, steps, GuardMemory.nothing());
  }

  RunStart with(Settled other) {
    return new RunStart(run, begun, aim, other, pins, names, steps, memory, standing, owed);
  }
}
