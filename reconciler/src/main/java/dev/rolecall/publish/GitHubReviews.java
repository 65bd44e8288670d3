package dev.rolecall.publish;

import dev.rolecall.http.Connection;
import dev.rolecall.http.ErrorCodes;
import dev.rolecall.http.HttpEnvironment;
import dev.rolecall.http.HttpException;
import dev.rolecall.http.ReadClient;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.Token;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.report.Reviews;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who approved a pull request on GitHub: whose last word on its head is an approval. A review of an
 * older head counts for nothing, because what it was of is not what was merged.
 */
public final class GitHubReviews implements AutoCloseable {
  private final String owner;
  private final String repository;
  private final Connection connection;
  private final ReadClient client;
  private final Map<String, Optional<Reviews.Given>> known = new HashMap<>();

  private GitHubReviews(String owner, String repository, Connection connection, Token token) {
    this.owner = owner;
    this.repository = repository;
    this.connection = connection;
    this.client = connection.reading(token);
  }

  /**
   * As the variables of a job of GitHub Actions say: {@code GITHUB_API_URL}, {@code
   * GITHUB_REPOSITORY} and {@code GITHUB_TOKEN}, which a workflow has to pass. Empty where one of
   * them is missing. Nothing is sent yet.
   */
  public static Optional<GitHubReviews> of(HttpEnvironment environment) {
    Map<String, String> variables = environment.variables();
    String[] named = variables.getOrDefault("GITHUB_REPOSITORY", "").split("/", -1);
    String url = variables.getOrDefault("GITHUB_API_URL", "");
    String token = variables.getOrDefault("GITHUB_TOKEN", "");
    if (named.length != 2 || named[0].isEmpty() || named[1].isEmpty() || token.isEmpty()) {
      return Optional.empty();
    }
    try {
      var connection = new Connection(new URI(url), null, environment, ErrorCodes.UNKNOWN);
      var given = Token.given(token, environment.timing().clock().instant());
      return Optional.of(new GitHubReviews(named[0], named[1], connection, given));
    } catch (URISyntaxException | InvalidInputException e) {
      // No address to send a token to.
      return Optional.empty();
    }
  }

  /**
   * Of the pull request by which this commit came.
   *
   * @param commit id, 40 hexadecimal digits
   * @return empty: it came by none
   * @throws HttpException when GitHub does not answer, or refuses
   */
  public Optional<Reviews.Given> of(String commit) throws HttpException {
    Optional<Reviews.Given> found = known.get(commit);
    if (found == null) {
      found = ask(commit);
      known.put(commit, found);
    }
    return found;
  }

  private Optional<Reviews.Given> ask(String commit) throws HttpException {
    @Nullable PullRequest pull = null;
    for (PullRequest one : client.get(new PullRequest.OfCommit(at("commits", commit, "pulls")))) {
      // Of several, the one that was merged brought it.
      pull = pull == null || one.merged() ? one : pull;
    }
    if (pull == null) {
      return Optional.empty();
    }
    var last = new TreeMap<String, Boolean>();
    String head = pull.head();
    var first = new Review.Listing(at("pulls", Integer.toString(pull.number()), "reviews"), 1);
    client.pages(first, page -> page.items().forEach(review -> review.tell(head, last)));
    last.values().removeIf(approved -> !approved);
    return Optional.of(new Reviews.Given(pull.page(), new TreeSet<>(last.keySet())));
  }

  private RequestTarget at(String... more) {
    return RequestTarget.of("repos", owner, repository).then(more);
  }

  @Override
  public void close() {
    connection.close();
  }
}
