package dev.rolecall.apply;

import dev.rolecall.tenant.TenantException;
import java.util.Objects;

/** How a call of the tenant failed, in words, and as a failure where nobody foresaw it. */
final class CallFailure {
  private CallFailure() {}

  /**
   * What nobody foresaw in one call is the outcome of what it was for, never the end of the run.
   */
  static TenantException unforeseen(Throwable thrown) {
    return new TenantException(
        TenantException.Kind.UNKNOWN_EFFECT,
        "a call ended in a way that rolecall did not foresee: " + thrown,
        thrown);
  }

  static String message(TenantException failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.kind().name());
  }
}
