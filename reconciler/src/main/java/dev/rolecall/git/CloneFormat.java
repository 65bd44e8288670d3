package dev.rolecall.git;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;

/**
 * The extensions of a clone's format: git refuses those that it does not know, JGit does not ask.
 */
final class CloneFormat {
  private static final String EXTENSIONS = ConfigConstants.CONFIG_EXTENSIONS_SECTION;

  /** What JGit reads, or what changes nothing for whoever reads. */
  private static final Set<String> KNOWN =
      Set.of("noop", "preciousobjects", "partialclone", "worktreeconfig", "refstorage");

  private CloneFormat() {}

  /** What it has that is not read, for example {@code sha256 objects}; empty: nothing. */
  static Optional<String> notRead(Config config) {
    for (String name : config.getNames(EXTENSIONS)) {
      String extension = name.toLowerCase(Locale.ROOT);
      if (extension.equals("objectformat")) {
        String format = String.valueOf(config.getString(EXTENSIONS, null, name));
        if (!format.equalsIgnoreCase("sha1")) {
          return Optional.of(RemoteWords.line(format, "another") + " objects");
        }
      } else if (!KNOWN.contains(extension)) {
        return Optional.of("the extension " + RemoteWords.line(name, "another"));
      }
    }
    return Optional.empty();
  }
}
