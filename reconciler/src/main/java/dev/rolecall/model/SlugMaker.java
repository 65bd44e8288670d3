package dev.rolecall.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a slug of a name, once, when a role is new; after that the slug stands in its file. */
public final class SlugMaker {
  /** Letters that Unicode does not take apart and that have one common spelling in a to z. */
  private static final Map<Integer, String> SPELT =
      Map.ofEntries(
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'þ', "th"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'ħ', "h"),
          Map.entry((int) 'ı', "i"));

  private SlugMaker() {}

  /**
   * Folds a name to lower-case words joined by hyphens.
   *
   * @return empty when a letter does not fold to a-z, when nothing is left, or when these tenants
   *     would not create the result; then a person has to choose
   */
  public static Optional<Slug> of(String name, TenantFeatures features) {
    var text = new StringBuilder();
    String lower = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    for (int point : lower.codePoints().toArray()) {
      if ((point >= 'a' && point <= 'z') || (point >= '0' && point <= '9')) {
        text.appendCodePoint(point);
      } else if (SPELT.containsKey(point)) {
        text.append(SPELT.get(point));
      } else if (Character.isLetterOrDigit(point)) {
        return Optional.empty();
      } else if (!isMark(point) && point != '\'' && point != '’') {
        text.append('-');
      }
    }
    String slug = text.toString().replaceAll("-+", "-").replaceAll("^-|-$", "");
    return slug.isEmpty()
        ? Optional.empty()
        : Optional.of(new Slug(slug)).filter(features::mayCreate);
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
