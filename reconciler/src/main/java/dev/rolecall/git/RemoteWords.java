package dev.rolecall.git;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** What a remote says, made fit for one line of a message: it is hostile, and may echo a secret. */
final class RemoteWords {
  private static final int LIMIT = 300;
  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]*@");
  private static final Pattern QUERY = Pattern.compile("(://[^\\s?#]*)[?#]\\S*");
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

  /** An address without user, password and query. */
  static String address(URIish uri) {
    if (uri.getScheme() == null && uri.getHost() == null) {
      return line(uri.getPath(), "");
    }
    URIish bare = uri.setUser(null).setPass(null);
    return line(bare.toString().replaceAll("[?#].*", ""), "");
  }
}
