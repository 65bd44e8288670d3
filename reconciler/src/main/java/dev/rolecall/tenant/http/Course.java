package dev.rolecall.tenant.http;

import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call over its tries: how many there were, and whether one of them may have
 * had its effect. Decides what comes next.
 */
final class Course {
  /** What comes after a try. */
  sealed interface Next<T> {
    record Done<T>(T value) implements Next<T> {}

    /** Another try after this wait; everybody: no request of this client may leave before. */
    record Again<T>(Duration pause, boolean everybody) implements Next<T> {}

    static <T> Next<T> atOnce() {
      return new Again<>(Duration.ZERO, false);
    }
  }

  private final String doing;
  private final boolean writes;
  private final boolean repeatable;
  private final Redactor redactor;
  private final Limits limits;
  private int tries;
  private int throttled;
  private boolean renewed;
  private boolean unsure;

  Course(Endpoint<?> endpoint, Redactor redactor, Limits limits) {
    this.doing = endpoint.doing();
    this.redactor = redactor;
    this.limits = limits;
    this.writes =
        switch (endpoint) {
          case Get<?> _, PartialExport<?> _ -> false;
          case Write<?> _ -> true;
        };
    this.repeatable =
        switch (endpoint) {
          case Get<?> _, PartialExport<?> _ -> true;
          case Write<?> write -> write.repeatable();
        };
  }

  Token token(Tokens tokens) throws TenantException {
    try {
      return tokens.current();
    } catch (TenantException e) {
      throw unsure ? failed(Kind.UNKNOWN_EFFECT, String.valueOf(e.getMessage()), e) : e;
    }
  }

  boolean renewOnce() {
    boolean first = !renewed;
    renewed = true;
    return first;
  }

  void mayHaveHadItsEffect(boolean sent) {
    unsure |= writes && sent;
  }

  <T> T read(Endpoint<T> endpoint, Answer answer) throws TenantException {
    try {
      return endpoint.read(answer);
    } catch (UnreadableAnswer e) {
      mayHaveHadItsEffect(true);
      String id = answer.requestId();
      String text = "the answer cannot be read: " + redactor.clean(e.getMessage());
      throw broken(id.isEmpty() ? text : text + " (" + redactor.clean(id) + ")", null);
    }
  }

  <T> Next<T> lost(IOException cause, boolean sent, Backoff backoff) throws TenantException {
    mayHaveHadItsEffect(sent);
    tries++;
    // Who cannot even connect has mostly a wrong url or no tenant running: say so sooner.
    int most = sent ? limits.tries() : limits.tries() / 2;
    if (isFinal(cause) || (sent && !repeatable) || tries >= most) {
      throw broken("no answer: " + Words.of(cause) + tried(), cause);
    }
    return new Next.Again<>(backoff.before(tries + 1), false);
  }

  private static boolean isFinal(IOException cause) {
    return cause instanceof TooLarge
        || cause instanceof SSLPeerUnverifiedException
        || cause.getCause() instanceof CertificateException;
  }

  <T> Next<T> refused(Refusal refusal, Answer answer, Backoff backoff, Instant now)
      throws TenantException {
    int status = refusal.status();
    var asked = answer.header("Retry-After").map(text -> Backoff.retryAfter(text, now));
    var wait = asked.orElse(Duration.ZERO);
    return switch (status) {
      case 429 -> {
        throttled++;
        if (!repeatable
            || throttled >= limits.throttledTries()
            || wait.compareTo(limits.longestWait()) > 0) {
          throw broken(Words.of(refusal, redactor) + waiting(wait), null);
        }
        yield new Next.Again<>(asked.orElse(backoff.before(throttled + 1)), true);
      }
      case 502, 503, 504 -> {
        // A tenant that answers in its own envelope has changed nothing; a gateway cannot know.
        mayHaveHadItsEffect(refusal.code().isEmpty());
        tries++;
        if (!repeatable || tries >= limits.tries() || wait.compareTo(limits.longestWait()) > 0) {
          throw broken(Words.of(refusal, redactor) + tried(), null);
        }
        var pause = backoff.before(tries + 1);
        yield new Next.Again<>(wait.compareTo(pause) > 0 ? wait : pause, false);
      }
      case 412 -> throw failed(Kind.CONFLICT, Words.of(refusal, redactor), null);
      default -> {
        mayHaveHadItsEffect(status >= 500);
        if (status >= 500) {
          throw broken(Words.of(refusal, redactor), null);
        }
        throw failed(Kind.REFUSED, Words.of(refusal, redactor), null);
      }
    };
  }

  /** The run may not write any more; says so, unless an earlier try may have had its effect. */
  TenantException fenced() {
    return failed(
        unsure ? Kind.UNKNOWN_EFFECT : Kind.NOT_SENT,
        "the lease of this run has ended, so nothing more is sent",
        null);
  }

  TenantException interrupted() {
    return broken("interrupted", null);
  }

  private TenantException broken(String why, @Nullable Throwable cause) {
    return failed(unsure ? Kind.UNKNOWN_EFFECT : Kind.UNREACHABLE, why, cause);
  }

  private TenantException failed(Kind kind, String why, @Nullable Throwable cause) {
    return new TenantException(kind, "could not " + doing + ": " + why, cause);
  }

  private String tried() {
    return tries > 1 ? ", tried " + tries + " times" : "";
  }

  private static String waiting(Duration wait) {
    return wait.isPositive() ? ", asks to wait " + wait.toSeconds() + " s" : "";
  }
}
