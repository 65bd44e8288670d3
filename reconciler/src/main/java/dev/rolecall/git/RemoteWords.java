package dev.rolecall.git;

import dev.rolecall.model.Digest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** What a remote says, made fit for one line of a message: it is hostile, and may echo a secret. */
final class RemoteWords {
  private static final int LIMIT = 300;
  private static final String HIDDEN = "an address that is not shown, it may hold a password";

  /** To the last {@code @}: passwords have slashes too, where nobody wrote them as %2F. */
  private static final Pattern USER_INFO = Pattern.compile(":[/\\\\]+\\S*@");

  private static final Pattern QUERY = Pattern.compile("(://[^\\s?#;]*)[?#;]\\S*");
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i)\\b(basic|bearer|token)\\s+[A-Za-z0-9+/=_.~-]{8,}");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}]+");

  private RemoteWords() {}

  /** The first line that says something, without a full stop at its end. */
  static String line(@Nullable String text, String absent) {
    if (text == null) {
      return absent;
    }
    String line =
        text.lines()
            .map(each -> UNSEEN.matcher(each).replaceAll(" ").strip())
            .filter(each -> each.chars().anyMatch(Character::isLetterOrDigit))
            .findFirst()
            .orElse("");
    line = USER_INFO.matcher(line).replaceAll("://");
    line = QUERY.matcher(line).replaceAll("$1");
    line = CREDENTIALS.matcher(line).replaceAll("$1 (hidden)");
    line = line.replaceAll("[. ]+$", "");
    if (line.length() > LIMIT) {
      line = line.substring(0, LIMIT - 3) + "...";
    }
    return line.isEmpty() ? absent : line;
  }

  static String reason(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> "there is no host " + line(unknown.getMessage(), "");
      case ConnectException refused -> line(refused.getMessage(), "it cannot be reached");
      case IOException other -> line(other.getMessage(), other.getClass().getSimpleName());
    };
  }

  /** An address without user, password and query; nothing of one that does not tell them apart. */
  static String address(URIish uri) {
    String bare = bare(uri);
    return holdsLogin(bare) ? HIDDEN : line(bare, "");
  }

  /**
   * Without user and password, as far as they are told apart, and without what follows the path.
   */
  private static String bare(URIish uri) {
    return uri.getScheme() == null && uri.getHost() == null
        ? String.valueOf(uri.getPath())
        : uri.setUser(null).setPass(null).toString().replaceAll("[?#;].*", "");
  }

  /** A colon and later an at sign: what stands between may be a password. */
  private static boolean holdsLogin(String bare) {
    int colon = bare.indexOf(':');
    return colon >= 0 && bare.indexOf('@', colon) >= 0;
  }

  /** Tells one address from another and holds no secret. */
  static String key(URIish uri) {
    String bare = bare(uri);
    return holdsLogin(bare) ? Digest.of(bare) : line(bare, "");
  }
}
