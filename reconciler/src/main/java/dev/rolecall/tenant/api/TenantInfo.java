package dev.rolecall.tenant.api;

import dev.rolecall.http.Get;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the tenant says of itself.
 *
 * @param counts about how many users, groups, roles, assignments and memberships there are; may
 *     lack any
 * @param endsSessions whether it says that it can end the sessions of a person
 */
record TenantInfo(
    int pageSize,
    int batchSize,
    int filterValues,
    int shards,
    Duration tokenLifetime,
    Map<String, Long> counts,
    boolean endsSessions) {

  /** How many of these there are; empty: the tenant does not say. */
  OptionalLong count(String what) {
    @Nullable Long count = counts.get(what);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /** The call that reads it. */
  record Read() implements Get<TenantInfo> {
    @Override
    public String doing() {
      return "read the limits of the tenant";
    }

    @Override
    public RequestTarget target() {
      return RequestTarget.of("api", "v1", "tenant");
    }

    @Override
    public TenantInfo read(HttpResponse response) throws UnreadableResponse {
      return Json.read(response, json -> JsonDecoders.data(json, TenantInfo::of));
    }
  }

  private static TenantInfo of(Json json) throws UnreadableResponse {
    Integer pageSize = null;
    Integer lifetime = null;
    int batchSize = 500;
    int filterValues = 100;
    int shards = 1;
    var counts = new HashMap<String, Long>();
    var features = new HashSet<String>();
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "max_page_size" -> pageSize = json.number();
        case "max_batch_size" -> batchSize = json.number();
        case "max_filter_values" -> filterValues = json.number();
        case "max_shards" -> shards = json.number();
        case "token_lifetime_seconds" -> lifetime = json.number();
        case "counts" -> json.members(what -> counts.put(what, json.count()));
        case "features" -> json.items(() -> features.add(json.text()));
        default -> json.skip();
      }
    }
    return new TenantInfo(
        Math.max(1, json.need(pageSize, "max_page_size")),
        Math.max(1, batchSize),
        Math.max(1, filterValues),
        Math.max(1, shards),
        Duration.ofSeconds(json.need(lifetime, "token_lifetime_seconds")),
        Map.copyOf(counts),
        features.contains("session-revocation"));
  }
}
