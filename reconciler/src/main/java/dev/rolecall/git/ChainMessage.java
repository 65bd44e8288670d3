package dev.rolecall.git;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * What a commit of a chain says of itself. Two appends at once must differ in tree or message, as
 * two runs do by their ids: git takes equal commits for one.
 *
 * @param text the message
 * @param author {@code Name <mail>}, a mail address, or a name
 * @param time of author and committer; whole seconds count
 */
public record ChainMessage(String text, String author, Instant time) {
  private static final Pattern NAME_AND_MAIL = Pattern.compile("([^<>]*)<([^<>]*)>");

  PersonIdent ident() {
    Matcher both = NAME_AND_MAIL.matcher(author.strip());
    if (both.matches()) {
      return new PersonIdent(both.group(1).strip(), both.group(2).strip(), time, ZoneOffset.UTC);
    }
    String mail = author.indexOf('@') > 0 ? author.strip() : "";
    return new PersonIdent(author.strip(), mail, time, ZoneOffset.UTC);
  }
}
