package dev.rolecall.apply;

/** What simulations have met, over all histories. */
final class SimulationCounts {
  int events;
  int runs;
  int steps;
  int faults;
  int kills;
  int undone;
  int left;
  int held;
  int drains;
}
