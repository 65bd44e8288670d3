package dev.rolecall.apply;

/** Waits between the last loss and the end of sessions. */
@FunctionalInterface
public interface Pause {
  /**
   * Returns once the tenant's clock shows another second than at the last loss: a token that was
   * issued in the second in which its session ends would live on.
   */
  void untilTheNextSecond() throws InterruptedException;
}
