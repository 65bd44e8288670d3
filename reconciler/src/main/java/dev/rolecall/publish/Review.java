package dev.rolecall.publish;

import dev.rolecall.http.Get;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.Page;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A review of a pull request of GitHub.
 *
 * @param by login; empty: an account that is gone
 * @param state a word of GitHub's
 * @param commit id of the head that it was of; empty: one that is gone
 */
record Review(String by, String state, String commit) {
  /** What takes an approval back; a comment does not. */
  private static final Set<String> LAST_WORDS =
      Set.of("APPROVED", "CHANGES_REQUESTED", "DISMISSED");

  /** Whether it is an approval of this head, where it is somebody's word at all. */
  void tell(String head, Map<String, Boolean> last) {
    if (!by.isEmpty() && LAST_WORDS.contains(state)) {
      last.put(by, state.equals("APPROVED") && commit.equals(head));
    }
  }

  /** All of them, in the order in which they were given. */
  record Listing(RequestTarget reviews, int number) implements Get<Page<Review>> {
    private static final int MOST = 100;

    @Override
    public RequestTarget target() {
      return reviews
          .with("per_page", Integer.toString(MOST))
          .with("page", Integer.toString(number));
    }

    @Override
    public String doing() {
      return "ask the review host who reviewed a pull request";
    }

    @Override
    public Page<Review> read(HttpResponse response) throws UnreadableResponse {
      List<Review> all = GitHubJson.list(response, Review::read);
      return new Page<>(all, all.size() < MOST ? null : new Listing(reviews, number + 1));
    }
  }

  private static Review read(Json json) throws UnreadableResponse {
    var found =
        new Object() {
          @Nullable String by;
          String state = "";
          @Nullable String commit;
        };
    json.members(name -> {
      switch (name) {
        case "state" -> found.state = json.text();
        case "commit_id" -> found.commit = json.textOrNull();
        case "user" -> found.by = GitHubJson.member(json, "login");
        default -> json.skip();
      }
    });
    return new Review(
        Objects.requireNonNullElse(found.by, ""),
        found.state,
        Objects.requireNonNullElse(found.commit, ""));
  }
}
