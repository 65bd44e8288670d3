package dev.rolecall.http;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.net.URI;
import java.nio.file.Path;
import java.util.SortedMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The way to one remote side: its connections, rate limit and request count, which every client
 * made from it shares.
 */
public final class Connection implements AutoCloseable {
  private final RequestCounter requests = new RequestCounter();
  private final Transport transport;
  private final RequestExecutor executor;

  /**
   * Sends nothing yet.
   *
   * @param caFile certificates to trust besides the JDK's; null: none
   * @param codes what the API there refuses with
   * @throws InvalidInputException for a URL that is not https, except to the loopback, and for a
   *     file that cannot be read
   */
  public Connection(URI url, @Nullable Path caFile, HttpEnvironment environment, ErrorCodes codes) {
    this(url, caFile, environment, codes, Limits.DEFAULT);
  }

  Connection(
      URI url,
      @Nullable Path caFile,
      HttpEnvironment environment,
      ErrorCodes codes,
      Limits limits) {
    var base = base(url);
    transport = new Transport(base, environment, caFile, limits, requests);
    executor = new RequestExecutor(base, environment.timing(), limits, transport, codes);
  }

  private static HttpUrl base(URI url) {
    var base = HttpUrl.parse(url.toString());
    if (base == null) {
      throw new InvalidInputException(
          Problem.error(RuleId.BAD_VALUE, null, "The url of a tenant is not an http URL."));
    }
    if (!base.isHttps() && !Proxies.isLoopback(base.host())) {
      throw new InvalidInputException(
          Problem.error(RuleId.INSECURE_URL, null, base.host() + " is reached over plain http."));
    }
    return base.newBuilder().query(null).fragment(null).username("").password("").build();
  }

  /** A client that can only look. */
  public ReadClient reading(Login login) {
    executor.hide(login.credentials());
    return new ReadClient(executor, new TokenSource(executor, login));
  }

  /** The same with a token that somebody else got. */
  public ReadClient reading(Token given) {
    executor.redactor().hide(given.value());
    return new ReadClient(executor, new TokenSource(executor, given));
  }

  /** A client for {@code apply}, whose writes are sent only while the fence lets them. */
  public WriteClient writing(Login login, Fence fence) {
    executor.hide(login.credentials());
    return new WriteClient(executor, new TokenSource(executor, login), fence);
  }

  /** Requests that left so far, repeats and token requests included, by method. */
  public SortedMap<String, Long> requests() {
    return requests.byMethod();
  }

  @Override
  public void close() {
    transport.close();
  }
}
