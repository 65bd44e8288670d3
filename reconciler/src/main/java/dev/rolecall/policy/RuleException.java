package dev.rolecall.policy;

import java.io.Serial;
import java.util.List;

/** A custom rule that cannot be understood, or not be told of something. */
public final class RuleException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * What is wrong.
   *
   * @param offset where in the expression, in code points
   * @param message a clause of the library's, in English
   */
  public record Fault(int offset, String message) {}

  private final transient List<Fault> faults;

  /** One or more faults. */
  public RuleException(List<Fault> faults) {
    super(faults.getFirst().message(), null, false, false);
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
