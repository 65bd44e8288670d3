package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.Slug;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The retired slugs as one realm attribute: a JSON list of texts, sorted. Keycloak itself would
 * take a deleted name again; the ledger is what remembers.
 */
final class RetiredSlugsAttribute {
  static final String ATTRIBUTE = "rolecall.retired";
  private static final JsonMapper JSON = new JsonMapper();

  private RetiredSlugsAttribute() {}

  /** Empty where there is none; one that cannot be read is never taken for empty. */
  static SortedSet<Slug> read(@Nullable String value) throws UnreadableResponse {
    var slugs = new TreeSet<Slug>();
    if (value == null || value.isEmpty()) {
      return slugs;
    }
    JsonNode list;
    try {
      list = JSON.readTree(value);
    } catch (JacksonException e) {
      throw unreadable();
    }
    if (!list.isArray()) {
      throw unreadable();
    }
    for (JsonNode slug : list) {
      if (!slug.isString() || slug.asString().isEmpty()) {
        throw unreadable();
      }
      slugs.add(new Slug(slug.asString()));
    }
    return slugs;
  }

  private static UnreadableResponse unreadable() {
    return new UnreadableResponse(
        "the realm attribute %s is not a JSON list of slugs; somebody changed it, and it must be mended by hand"
            .formatted(ATTRIBUTE));
  }

  static String write(Collection<Slug> slugs) {
    var list = JSON.createArrayNode();
    new TreeSet<>(slugs).forEach(slug -> list.add(slug.value()));
    return list.toString();
  }
}
