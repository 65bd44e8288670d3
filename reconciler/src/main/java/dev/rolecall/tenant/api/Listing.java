package dev.rolecall.tenant.api;

import dev.rolecall.http.ErrorResponse;
import dev.rolecall.http.Get;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.Page;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One page of a listing: {@code {data: [...], meta: {next_cursor}}}. */
record Listing<T>(String doing, RequestTarget target, Json.Shape<T> item) implements Get<Page<T>> {

  /** The first page, with the largest size that the tenant is said to take. */
  static <T> Listing<T> first(String doing, RequestTarget target, int size, Json.Shape<T> item) {
    return new Listing<>(doing, target.with("limit", Integer.toString(size)), item);
  }

  /** Reads all pages from this one on. */
  static <T> Parallel.Task task(TenantReadClient http, Listing<T> first, Consumer<T> each) {
    return () -> http.pages(first, page -> page.items().forEach(each));
  }

  @Override
  public Page<T> read(HttpResponse response) throws UnreadableResponse {
    return Json.read(response, this::page);
  }

  private Page<T> page(Json json) throws UnreadableResponse {
    List<T> items = null;
    Optional<String> cursor = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "data" -> items = items(json);
        case "meta" -> cursor = cursor(json);
        default -> json.skip();
      }
    }
    String next = json.need(cursor, "meta").orElse(null);
    var all = json.need(items, "data");
    return new Page<>(all, next == null ? null : after(next));
  }

  private List<T> items(Json json) throws UnreadableResponse {
    var items = new ArrayList<T>();
    json.items(() -> items.add(item.read(json)));
    return items;
  }

  /** A page that does not say whether it is the last one is refused: the rest might be missed. */
  private static Optional<String> cursor(Json json) throws UnreadableResponse {
    Optional<String> found = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      if (name.equals("next_cursor")) {
        found = Optional.ofNullable(json.textOrNull());
      } else {
        json.skip();
      }
    }
    return json.need(found, "next_cursor");
  }

  private Listing<T> after(String cursor) {
    return new Listing<>(doing, target.without("cursor").with("cursor", cursor), item);
  }

  /** A tenant that refuses the page size is asked for its own. */
  @Override
  public Optional<Page<T>> accept(ErrorResponse refusal) {
    @Nullable String field = refusal.detail("field");
    var plain = target.without("limit");
    boolean size =
        refusal.status() == 400
            && refusal.code().equals("invalid_request")
            && (field == null || field.equals("limit"))
            && !plain.equals(target);
    return size
        ? Optional.of(new Page<>(List.of(), new Listing<>(doing, plain, item)))
        : Optional.empty();
  }
}
