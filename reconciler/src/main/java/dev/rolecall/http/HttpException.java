package dev.rolecall.http;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not succeed. The message is a whole sentence for people: {@code could not read
 * the roles: 403 not allowed (req_...)}. Carries no secret.
 */
public final class HttpException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** How a call ended. */
  public enum Ending {
    /** The remote side said no, or the call cannot be sent as it is; nothing was changed. */
    REFUSED,
    /** No answer that can be used; of a read, or of a write that had no effect. */
    UNANSWERED,
    /** A write was sent and its answer lost: only reading again can tell. */
    UNKNOWN_EFFECT,
    /** A write was not sent, because its {@link Fence} did not let it. */
    FENCED
  }

  private final Ending ending;
  private final int status;

  public HttpException(Ending ending, String message) {
    this(ending, message, 0, null);
  }

  /**
   * One with what is known of its cause.
   *
   * @param status of the answer; 0: none came, or it does not count
   */
  public HttpException(Ending ending, String message, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.ending = ending;
    this.status = status;
  }

  public Ending ending() {
    return ending;
  }

  /** The status of the answer; 0: none came, or it does not count. */
  public int status() {
    return status;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
