package dev.rolecall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.model.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One page of a listing: where it starts, how long it may be, and how it is answered. */
final class Paging {
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1000;

  private final int limit;
  private final List<Long> after;
  private final String listing;

  private Paging(int limit, List<Long> after, String listing) {
    this.limit = limit;
    this.after = after;
    this.listing = listing;
  }

  /** A row and its place in the order of the listing. */
  record Item(List<Long> at, ObjectNode json) {}

  /** The page that the query asks for; the first one starts after {@code start}. */
  static Paging of(Call call, Query query, List<Long> start) {
    String listing = Digest.of(call.request().path(), query.filters()).substring(0, 12);
    List<Long> after =
        query.one("cursor").map(text -> decode(text, listing, start.size())).orElse(start);
    return new Paging(query.one("limit").map(Paging::limit).orElse(DEFAULT_LIMIT), after, listing);
  }

  private static int limit(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw Refusal.invalid("limit", "limit must be a whole number from 1.");
    }
    return Math.min(Integer.parseInt(text), MAX_LIMIT);
  }

  private static List<Long> decode(String text, String listing, int size) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\.", -1);
      if (parts.length == size + 1 && parts[0].equals(listing)) {
        var after = new ArrayList<Long>();
        for (int i = 1; i <= size; i++) {
          after.add(Long.parseLong(parts[i]));
        }
        return after;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: whatever is wrong with it, it is not a cursor of this listing.
    }
    throw Refusal.invalid("cursor", "The cursor does not belong to this listing and its filters.");
  }

  private String encode(List<Long> at) {
    String text = at.stream().map(String::valueOf).collect(Collectors.joining("."));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((listing + "." + text).getBytes(UTF_8));
  }

  long after(int part) {
    return after.get(part);
  }

  /** How many rows to fetch: one more than the page holds, to know whether another follows. */
  int fetch() {
    return limit + 1;
  }

  /** Rows of one key, in order, after one of them. */
  interface RowsOfKey {
    List<Item> read(long key, long after, int limit);
  }

  /**
   * The rows of several keys, one key after the other, until the page is full; the position is key
   * and row.
   *
   * @param keys ascending
   */
  List<Item> gather(List<Long> keys, RowsOfKey rows) {
    var items = new ArrayList<Item>();
    for (long key : keys) {
      if (key >= after(0) && items.size() < fetch()) {
        long start = key == after(0) ? after(1) : 0;
        items.addAll(rows.read(key, start, fetch() - items.size()));
      }
    }
    return items;
  }

  /**
   * @param items up to {@link #fetch} rows in order
   */
  Answer answer(List<Item> items) {
    ArrayNode data = Json.array();
    items.stream().limit(limit).forEach(item -> data.add(item.json()));
    ObjectNode meta = Json.object();
    if (items.size() > limit) {
      meta.put("next_cursor", encode(items.get(limit - 1).at()));
    } else {
      meta.putNull("next_cursor");
    }
    meta.put("limit", limit);
    return new Answer(200, Map.of(), Json.data(data, meta));
  }
}
