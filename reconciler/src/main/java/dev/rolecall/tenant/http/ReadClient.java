package dev.rolecall.tenant.http;

import dev.rolecall.tenant.TenantException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A logged-in client that can look and nothing else: what it sends is a {@link Get} or a {@link
 * Query}.
 */
public sealed class ReadClient permits WriteClient {
  /** Entries of one listing; no tenant that fits into memory has more. */
  private static final long ITEMS = 20_000_000;

  /** Pages without an entry in a row; some tenants leave out what a client may not see. */
  private static final int EMPTY_PAGES = 100;

  private final RequestExecutor executor;
  private final TokenSource tokens;

  ReadClient(RequestExecutor executor, TokenSource tokens) {
    this.executor = executor;
    this.tokens = tokens;
  }

  public final <T> T get(Get<T> endpoint) throws TenantException {
    return executor.call(endpoint, tokens);
  }

  public final <T> T export(PartialExport<T> endpoint) throws TenantException {
    return executor.call(endpoint, tokens);
  }

  /**
   * What the access token says of itself: the JSON of its second part, unverified; empty for a
   * token that is no JWT. Good for an early refusal, never for a permission.
   */
  public final Optional<byte[]> claims() throws TenantException {
    return tokens.current().claims();
  }

  /** The scopes that the token was granted. */
  public final SortedSet<String> scopes() throws TenantException {
    return new TreeSet<>(tokens.current().scopes());
  }

  /** When the token was issued, by the clock of who issued it; empty for a token that hides it. */
  public final Optional<Instant> issued() throws TenantException {
    return tokens.current().issued();
  }

  /**
   * How far the tenant's clock is ahead of this machine's; empty for a token that hides when it was
   * issued.
   */
  public final Optional<Duration> clockOffset() throws TenantException {
    return tokens.current().clockOffset();
  }

  /** Each page from this one on, in order. */
  public final <T> void pages(Get<Page<T>> first, Consumer<Page<T>> each) throws TenantException {
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

  private static TenantException endless(Get<?> page, String how) {
    return new TenantException(
        TenantException.Kind.UNREACHABLE, "could not %s: %s".formatted(page.doing(), how));
  }

  final <T> T call(Endpoint<T> endpoint, Fence fence) throws TenantException {
    return executor.call(endpoint, tokens, fence);
  }
}
