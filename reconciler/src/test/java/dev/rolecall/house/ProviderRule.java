package dev.rolecall.house;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A new provider touches two places: its own package, and the list of providers. The code of no
 * other file names one, by its word, its package or its classes; comments may, where a trap of it
 * is the reason for a line.
 */
final class ProviderRule {
  /** The list. */
  static final String LIST = "reconcile/Providers.java";

  /** The other end of the wire: a tenant itself. */
  private static final String SANDBOX = "sandbox";

  /** A comment, or in group 1 the text of a string, which may look like one. */
  private static final Pattern COMMENT_OR_STRING =
      Pattern.compile(
          "(?s)/\\*.*?\\*/|//[^\\n]*|(\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'\\\\?.')");

  /**
   * A provider.
   *
   * @param home its package below the root: {@code tenant.api}
   */
  record Known(String word, String home) {
    /** {@code tenant-api}, {@code TENANT_API}, {@code TenantApi}, {@code tenant.api}. */
    boolean isNamedIn(String line) {
      return anyForm(word).matcher(line).find() || anyForm(home).matcher(line).find();
    }

    private static Pattern anyForm(String name) {
      var parts = Arrays.stream(name.split("[-.]", -1)).map(Pattern::quote);
      return Pattern.compile(parts.collect(joining("[-_.]?")), Pattern.CASE_INSENSITIVE);
    }

    private boolean isHomeOf(Path file) {
      return file.startsWith(home.replace('.', '/'));
    }
  }

  private final List<Known> providers;

  ProviderRule(List<Known> providers) {
    this.providers = providers;
  }

  /** One line for each file and provider that it names. */
  SortedSet<String> violations(Path root, List<Path> files) {
    var found = new TreeSet<String>();
    for (var file : files) {
      var name = root.relativize(file);
      if (name.startsWith(SANDBOX) || name.equals(Path.of(LIST))) {
        continue;
      }
      var code = withoutComments(Code.read(file));
      for (var provider : providers) {
        if (!provider.isHomeOf(name)) {
          code.lines()
              .filter(provider::isNamedIn)
              .findFirst()
              .ifPresent(line ->
                  found.add("%s names %s: %s".formatted(name, provider.word(), line.strip())));
        }
      }
    }
    return found;
  }

  private static String withoutComments(String source) {
    return COMMENT_OR_STRING
        .matcher(source)
        .replaceAll(
            match -> match.group(1) == null ? "" : Matcher.quoteReplacement(match.group(1)));
  }
}
