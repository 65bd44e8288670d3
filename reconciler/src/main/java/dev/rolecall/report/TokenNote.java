package dev.rolecall.report;

import dev.rolecall.diff.Change;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** When gains and losses take effect, in a sentence: tokens already issued stay as they are. */
final class TokenNote {
  private TokenNote() {}

  /** Empty when nobody can gain or lose anything. */
  static String sentence(Collection<Change> changes, @Nullable Duration tokenLifetime) {
    boolean gains = changes.stream().anyMatch(Change::gains);
    boolean losses = changes.stream().anyMatch(Change::loses);
    String gain = gains ? "Gains arrive with the next access token." : "";
    String loss =
        !losses
            ? ""
            : tokenLifetime == null
                ? "Losses live on in tokens already issued until they expire."
                : "Losses live on for up to %s in tokens already issued."
                    .formatted(words(tokenLifetime));
    return gain.isEmpty() || loss.isEmpty() ? gain + loss : gain + " " + loss;
  }

  private static String words(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds % 60 == 0 ? Counted.number(seconds / 60) + " min" : seconds + " s";
  }
}
