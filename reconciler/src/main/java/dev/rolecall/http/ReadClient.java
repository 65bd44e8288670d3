package dev.rolecall.http;

import java.util.HashSet;
import java.util.function.Consumer;

/**
 * A logged-in client that can look and nothing else: what it sends is a {@link Get} or a {@link
 * PartialExport}.
 */
public sealed class ReadClient permits WriteClient {
  /** Entries of one listing; none that fits into memory has more. */
  private static final long ITEMS = 20_000_000;

  /** Pages without an entry in a row; some servers leave out what a client may not see. */
  private static final int EMPTY_PAGES = 100;

  private final RequestExecutor executor;
  private final TokenSource tokens;

  ReadClient(RequestExecutor executor, TokenSource tokens) {
    this.executor = executor;
    this.tokens = tokens;
  }

  public final <T> T get(Get<T> endpoint) throws HttpException {
    return executor.call(endpoint, tokens);
  }

  public final <T> T export(PartialExport<T> endpoint) throws HttpException {
    return executor.call(endpoint, tokens);
  }

  /** The token that it works with now, which a renewal may replace. */
  public final Token token() throws HttpException {
    return tokens.current();
  }

  /** Each page from this one on, in order. */
  public final <T> void pages(Get<Page<T>> first, Consumer<Page<T>> each) throws HttpException {
    var seen = new HashSet<RequestTarget>();
    Get<Page<T>> next = first;
    long items = 0;
    int empty = 0;
    while (next != null) {
      if (!seen.add(next.target())) {
        throw endless(next, "its pages go in a circle");
      }
      var page = get(next);
      items += page.items().size();
      empty = page.items().isEmpty() ? empty + 1 : 0;
      if (empty > EMPTY_PAGES) {
        throw endless(next, "one empty page follows the other");
      }
      if (items > ITEMS) {
        throw endless(next, "it has more than %,d entries".formatted(ITEMS));
      }
      each.accept(page);
      next = page.next();
    }
  }

  private static HttpException endless(Get<?> page, String how) {
    return new HttpException(
        HttpException.Ending.UNANSWERED, "could not %s: %s".formatted(page.doing(), how));
  }

  final <T> T call(Endpoint<T> endpoint, Fence fence) throws HttpException {
    return executor.call(endpoint, tokens, fence);
  }
}
