package dev.rolecall.report;

import dev.rolecall.diff.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** When gains and losses take effect, in a sentence: tokens already issued stay as they are. */
final class TokenNote {
  private static final String LOGGED_OUT =
      "Whoever is logged out gets no new token without signing in again; an access token that is"
          + " out lives on all the same, unless the application asks the tenant.";

  private TokenNote() {}

  /**
   * Empty when nobody can gain or lose anything.
   *
   * @param lastLoss no loss took effect later; null: none has yet
   * @param logsOut whether somebody's sessions are ended
   */
  static String sentence(
      Collection<Change> changes,
      @Nullable Duration tokenLifetime,
      @Nullable Instant lastLoss,
      boolean logsOut) {
    var sentences = new ArrayList<String>();
    if (changes.stream().anyMatch(Change::gains)) {
      sentences.add("Gains arrive with the next access token.");
    }
    if (changes.stream().anyMatch(Change::loses)) {
      sentences.add(losses(tokenLifetime, lastLoss));
    }
    if (logsOut) {
      sentences.add(LOGGED_OUT);
    }
    return String.join(" ", sentences);
  }

  private static String losses(@Nullable Duration tokenLifetime, @Nullable Instant lastLoss) {
    if (tokenLifetime == null) {
      return "Losses live on in tokens already issued until they expire.";
    }
    String until =
        lastLoss == null
            ? ""
            : ", until %s at the latest"
                .formatted(
                    lastLoss.plus(tokenLifetime).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
    return "Losses live on for up to %s in tokens already issued%s."
        .formatted(words(tokenLifetime), until);
  }

  private static String words(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds % 60 == 0 ? Counted.number(seconds / 60) + " min" : seconds + " s";
  }
}
