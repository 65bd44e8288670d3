package dev.rolecall.record;

import java.io.IOException;
import java.io.Serial;

/** A record is not what rolecall writes; whoever may push its branch may write anything. */
final class BrokenRecord extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** A clause that follows "the record": {@code run.json has no state}. */
  BrokenRecord(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
