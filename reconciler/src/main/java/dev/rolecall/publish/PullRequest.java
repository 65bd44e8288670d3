package dev.rolecall.publish;

import dev.rolecall.http.Get;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request of GitHub.
 *
 * @param head id of its newest commit
 * @param page its address for people
 */
record PullRequest(int number, String head, String page, boolean merged) {

  /** Those by which a commit came; GitHub gives the newest hundred at most. */
  record OfCommit(RequestTarget target) implements Get<List<PullRequest>> {
    @Override
    public String doing() {
      return "ask the review host for the pull request of a commit";
    }

    @Override
    public List<PullRequest> read(HttpResponse response) throws UnreadableResponse {
      return GitHubJson.list(response, PullRequest::read);
    }
  }

  private static PullRequest read(Json json) throws UnreadableResponse {
    var found =
        new Object() {
          int number;
          @Nullable String head;
          @Nullable String page;
          boolean merged;
        };
    json.members(name -> {
      switch (name) {
        case "number" -> found.number = json.number();
        case "html_url" -> found.page = json.text();
        case "merged_at" -> found.merged = json.textOrNull() != null;
        case "head" -> found.head = GitHubJson.member(json, "sha");
        default -> json.skip();
      }
    });
    return new PullRequest(
        found.number,
        json.need(found.head, "head.sha"),
        json.need(found.page, "html_url"),
        found.merged);
  }
}
