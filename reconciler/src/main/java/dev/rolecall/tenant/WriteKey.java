package dev.rolecall.tenant;

/**
 * Names one write of one run, so that a tenant can tell a repeat from a new one.
 *
 * @param run id of the run
 * @param step id of the step, or of the first step of a batch
 */
public record WriteKey(String run, String step) {
  @Override
  public String toString() {
    return run + "-" + step;
  }
}
