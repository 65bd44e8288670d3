package dev.rolecall.export;

import dev.rolecall.model.Digest;
import dev.rolecall.model.Slug;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a new document goes. Names carry no meaning; they are safe on every file system, and two
 * slugs never share one, also where upper and lower case are the same.
 */
public final class Paths {
  /** No dot, so that no name is hidden or goes up; no name that Windows keeps for devices. */
  private static final Pattern SAFE =
      Pattern.compile("(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9_-]{0,99}");

  private static final int KEPT = 60;

  private Paths() {}

  public static String role(Slug slug) {
    return "roles/" + name(slug.value()) + ".yaml";
  }

  public static String tombstone(Slug slug) {
    return "retired/" + name(slug.value()) + ".yaml";
  }

  public static String catalogue(String tenant) {
    return "catalogue/" + name(tenant) + ".yaml";
  }

  static String capabilities(String area) {
    return "capabilities/" + name(area) + ".yaml";
  }

  static String assignment(Slug slug, Exporter.Options options) {
    String folder = options.severalTenants() ? name(options.tenant()) + "/" : "";
    return "assignments/" + folder + name(slug.value()) + ".yaml";
  }

  private static String name(String text) {
    if (SAFE.matcher(text).matches()) {
      return text;
    }
    String words = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String kept = words.substring(0, Math.min(KEPT, words.length())).replaceAll("^-|-$", "");
    String digest = Digest.of(text).substring(0, 12);
    return kept.isEmpty() ? "_" + digest : kept + "_" + digest;
  }
}
