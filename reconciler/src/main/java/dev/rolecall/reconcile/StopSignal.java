package dev.rolecall.reconcile;

/** Whether somebody asked this process to end, and whether it may be broken off. */
public interface StopSignal {
  /** Whether nothing new is to be started. */
  boolean requested();

  /** From here on the run comes to its end by itself, and records it; nothing breaks it off. */
  void endsByItself();

  /** Nobody ever asks. */
  static StopSignal none() {
    return new StopSignal() {
      @Override
      public boolean requested() {
        return false;
      }

      @Override
      public void endsByItself() {}
    };
  }
}
