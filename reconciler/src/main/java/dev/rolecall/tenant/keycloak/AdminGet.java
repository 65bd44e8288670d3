package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.ErrorResponse;
import dev.rolecall.http.Get;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One GET of the Admin API.
 *
 * @param absent what a 404 means; null: a refusal
 */
record AdminGet<T>(String doing, RequestTarget target, Json.Shape<T> shape, @Nullable T absent)
    implements Get<T> {

  /** A list that is there. */
  static <T> AdminGet<List<T>> list(String doing, RequestTarget target, Json.Shape<T> item) {
    return new AdminGet<>(doing, target, json -> items(json, item), null);
  }

  /** What may be gone by now; empty when it is. */
  static <T> AdminGet<Optional<T>> ifThere(
      String doing, RequestTarget target, Json.Shape<T> shape) {
    return new AdminGet<>(doing, target, json -> Optional.of(shape.read(json)), Optional.empty());
  }

  static <T> List<T> items(Json json, Json.Shape<T> item) throws UnreadableResponse {
    var items = new ArrayList<T>();
    json.items(() -> items.add(item.read(json)));
    return items;
  }

  @Override
  public T read(HttpResponse response) throws UnreadableResponse {
    return Json.read(response, shape);
  }

  @Override
  public Optional<T> accept(ErrorResponse refusal) {
    return refusal.status() == 404 ? Optional.ofNullable(absent) : Optional.empty();
  }
}
