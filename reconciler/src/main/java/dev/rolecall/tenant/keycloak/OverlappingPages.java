package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A listing of the Admin API, which is paged by position. Whoever adds or removes an item in
 * between moves all that follow, and a page could miss one; so each page begins with the last item
 * of the page before, and a listing that moved is read again.
 *
 * @param size items in one answer; at least 2
 * @param id tells whether two items are one
 */
record OverlappingPages<T>(
    TenantReadClient http,
    String doing,
    RequestTarget target,
    int size,
    Json.Shape<T> item,
    Function<T, String> id) {
  private static final int TRIES = 5;

  /** Empty when what the listing belongs to is gone. */
  Optional<List<T>> all() throws TenantException {
    for (int i = 0; i < TRIES; i++) {
      var items = new ArrayList<T>();
      switch (walk(items)) {
        case WHOLE -> {
          return Optional.of(items);
        }
        case GONE -> {
          return Optional.empty();
        }
        case MOVED -> {}
      }
    }
    throw new TenantException(
        Kind.UNREACHABLE,
        "could not %s: it changed between two pages, %d times in a row; try again, or raise page-size"
            .formatted(doing, TRIES));
  }

  private enum End {
    WHOLE,
    GONE,
    MOVED
  }

  private End walk(List<T> items) throws TenantException {
    while (true) {
      int first = Math.max(0, items.size() - 1);
      var page =
          http.get(
              AdminGet.ifThere(
                  doing, Paths.page(target, first, size), json -> AdminGet.items(json, item)));
      if (page.isEmpty()) {
        return End.GONE;
      }
      var list = page.get();
      if (!items.isEmpty()) {
        if (list.isEmpty() || !id.apply(list.getFirst()).equals(id.apply(items.getLast()))) {
          return End.MOVED;
        }
        items.addAll(list.subList(1, list.size()));
      } else {
        items.addAll(list);
      }
      if (list.size() < size) {
        return End.WHOLE;
      }
    }
  }
}
