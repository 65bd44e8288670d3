package dev.rolecall.publish;

import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What answers of GitHub have in common. */
final class GitHubJson {
  private GitHubJson() {}

  /** An answer that is a list. */
  static <T> List<T> list(HttpResponse response, Json.Shape<T> item) throws UnreadableResponse {
    return Json.read(
        response,
        json -> {
          var all = new ArrayList<T>();
          json.items(() -> all.add(item.read(json)));
          return all;
        });
  }

  /** One text of the object at hand; null where that is null, or lacks it. */
  static @Nullable String member(Json json, String name) throws UnreadableResponse {
    if (json.isNull()) {
      return null;
    }
    var found =
        new Object() {
          @Nullable String text;
        };
    json.members(member -> {
      if (member.equals(name)) {
        found.text = json.textOrNull();
      } else {
        json.skip();
      }
    });
    return found.text;
  }
}
