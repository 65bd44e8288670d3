package dev.rolecall.tenant;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The tenant, or the way to it, failed or refused. The message is a whole sentence for people:
 * {@code could not add user anita@example.com to role cs-lead: 404 unknown_subject (req_...)}.
 * Carries no secret.
 */
public final class TenantException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** What is known of the effect of the call that failed. */
  public enum Kind {
    /** The tenant said no; nothing was changed. */
    REFUSED,
    /** Somebody else changed it since it was read; nothing was changed by us. */
    CONFLICT,
    /** The tenant cannot be reached or does not answer; a read, or a write that was never sent. */
    UNREACHABLE,
    /** A write was sent and its answer lost: only reading again can tell. */
    UNKNOWN_EFFECT,
    /** A write was not sent, because this run may not write any more. */
    NOT_SENT
  }

  private final Kind kind;

  public TenantException(Kind kind, String message) {
    this(kind, message, null);
  }

  public TenantException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
