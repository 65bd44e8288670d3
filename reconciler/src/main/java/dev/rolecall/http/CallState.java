package dev.rolecall.http;

import dev.rolecall.http.HttpException.Ending;
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
final class CallState {
  /** What comes after a try. */
  sealed interface Next<T> {
    record Done<T>(T value) implements Next<T> {}

    /** Another try after this wait; everybody: no request of this client may leave before. */
    record Retry<T>(Duration pause, boolean everybody) implements Next<T> {}

    static <T> Next<T> atOnce() {
      return new Retry<>(Duration.ZERO, false);
    }
  }

  private final Endpoint<?> endpoint;
  private final String doing;
  private final boolean writes;
  private final boolean repeatable;
  private final FailureText text;
  private final Limits limits;
  private int tries;
  private int odd;
  private int throttled;
  private Duration waited = Duration.ZERO;
  private Duration took = Duration.ZERO;
  private boolean renewed;
  private boolean unsure;

  CallState(Endpoint<?> endpoint, FailureText text, Limits limits) {
    this.endpoint = endpoint;
    this.doing = endpoint.doing();
    this.text = text;
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

  Token token(TokenSource tokens) throws HttpException {
    try {
      return tokens.current();
    } catch (HttpException e) {
      throw unsure ? failed(Ending.UNKNOWN_EFFECT, e.status(), e.getMessage(), e) : e;
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

  <T> T read(Endpoint<T> endpoint, HttpResponse response) throws HttpException {
    try {
      return endpoint.read(response);
    } catch (UnreadableResponse e) {
      mayHaveHadItsEffect(true);
      throw broken(text.of(e, response), null);
    }
  }

  <T> Next<T> lost(IOException cause, boolean sent, Backoff backoff) throws HttpException {
    mayHaveHadItsEffect(sent);
    tries++;
    odd += OddAnswer.is(cause) ? 1 : 0;
    // Who cannot even connect has mostly a wrong url or nobody there: say so sooner.
    int most = sent ? limits.tries() : limits.tries() / 2;
    boolean enough = tries >= most || odd >= limits.oddTries() || tookTooLong();
    if (isFinal(cause) || (sent && !repeatable) || enough) {
      throw broken("no answer: " + text.of(cause) + tried(), cause);
    }
    return new Next.Retry<>(backoff.before(tries + 1), false);
  }

  /** A try is over, however it ended. */
  void took(Duration time) {
    took = took.plus(time);
  }

  private boolean tookTooLong() {
    return took.compareTo(limits.allTries()) >= 0;
  }

  private static boolean isFinal(IOException cause) {
    return cause instanceof TooLarge
        || cause instanceof TimeUsedUp
        || cause instanceof SSLPeerUnverifiedException
        || cause.getCause() instanceof CertificateException;
  }

  <T> Next<T> refused(ErrorResponse refusal, HttpResponse response, Backoff backoff, Instant now)
      throws HttpException {
    int status = refusal.status();
    var asked = response.header("Retry-After").map(text -> Backoff.retryAfter(text, now));
    var wait = asked.orElse(Duration.ZERO);
    return switch (status) {
      case 429 -> {
        // Refused before the work, so every write may be sent again.
        throttled++;
        yield new Next.Retry<>(
            later(
                wait, backoff.before(throttled + 1), throttled >= limits.throttledTries(), refusal),
            true);
      }
      case 502, 503, 504 -> {
        // A server that answers in its own envelope, or says when to come again, has changed
        // nothing; another gateway cannot know.
        boolean before = status == 503 && asked.isPresent();
        mayHaveHadItsEffect(refusal.code().isEmpty() && !before);
        tries++;
        boolean last = tries >= limits.tries() || !(repeatable || before);
        yield new Next.Retry<>(later(wait, backoff.before(tries + 1), last, refusal), false);
      }
      default -> {
        mayHaveHadItsEffect(status >= 500);
        if (status >= 500) {
          throw broken(text.of(refusal), null);
        }
        throw answered(refusal);
      }
    };
  }

  /** Who refuses a repeat may do so because the first try came through: reading tells. */
  private HttpException answered(ErrorResponse refusal) {
    String why = text.of(refusal) + endpoint.explain(refusal);
    return failed(unsure ? Ending.UNKNOWN_EFFECT : Ending.REFUSED, refusal.status(), why, null);
  }

  /**
   * The pause before the next try: as long as was asked, and never shorter than our own.
   *
   * @throws HttpException when there is none, or when it would take too long
   */
  private Duration later(Duration asked, Duration own, boolean last, ErrorResponse refusal)
      throws HttpException {
    Duration pause = asked.compareTo(own) > 0 ? asked : own;
    waited = waited.plus(pause);
    if (last
        || tookTooLong()
        || asked.compareTo(limits.longestWait()) > 0
        || waited.compareTo(limits.allWaits()) > 0) {
      throw broken(text.of(refusal) + tried() + waiting(asked), null);
    }
    return pause;
  }

  /** The run may not write any more; says so, unless an earlier try may have had its effect. */
  HttpException fenced() {
    return failed(
        unsure ? Ending.UNKNOWN_EFFECT : Ending.FENCED,
        0,
        "the lease of this run has ended, so nothing more is sent",
        null);
  }

  HttpException interrupted() {
    return broken("interrupted", null);
  }

  private HttpException broken(String why, @Nullable Throwable cause) {
    return failed(unsure ? Ending.UNKNOWN_EFFECT : Ending.UNANSWERED, 0, why, cause);
  }

  private HttpException failed(Ending ending, int status, String why, @Nullable Throwable cause) {
    return new HttpException(ending, "could not " + doing + ": " + why, status, cause);
  }

  private String tried() {
    return tries > 1 ? ", tried " + tries + " times" : "";
  }

  private static String waiting(Duration wait) {
    return wait.isPositive() ? ", asks to wait " + wait.toSeconds() + " s" : "";
  }
}
