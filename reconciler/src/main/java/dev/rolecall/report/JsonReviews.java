package dev.rolecall.report;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whose review approvals need, and who gave one, as the list {@code reviews}. */
final class JsonReviews {
  private final JsonText json;

  JsonReviews(JsonText json) {
    this.json = json;
  }

  void write(Reviews reviews) {
    var files = new TreeSet<>(reviews.owners().keySet());
    files.addAll(reviews.given().keySet());
    json.list("reviews", files, file -> json.object(() -> one(reviews, file)));
  }

  private void one(Reviews reviews, String file) {
    json.put("file", file);
    if (reviews.owners().containsKey(file)) {
      json.list("owners", reviews.owners().getOrDefault(file, List.of()), json::value);
    }
    given(json, reviews.given().get(file));
  }

  /** Who gave one, into the object at hand; nothing where nobody is known. */
  static void given(JsonText json, Reviews.@Nullable Given given) {
    if (given != null) {
      json.put("at", given.where());
      json.list("reviewed-by", given.by(), json::value);
    }
  }
}
