package dev.rolecall.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a call goes, below the base URL: path segments and query, both unencoded. Any text may be
 * put into either; the client encodes it.
 *
 * @param query name, value, name, value
 */
public record RequestTarget(List<String> segments, List<String> query) {
  public RequestTarget {
    segments = Collections.unmodifiableList(new ArrayList<>(segments));
    query = Collections.unmodifiableList(new ArrayList<>(query));
  }

  public static RequestTarget of(String... segments) {
    return new RequestTarget(List.of(segments), List.of());
  }

  /** Further down the same path. */
  public RequestTarget then(String... more) {
    var longer = new ArrayList<>(segments);
    longer.addAll(List.of(more));
    return new RequestTarget(longer, query);
  }

  /** The same place with one more query parameter. */
  public RequestTarget with(String name, String value) {
    var more = new ArrayList<>(query);
    more.add(name);
    more.add(value);
    return new RequestTarget(segments, more);
  }

  /** The same place with a repeated query parameter. */
  public RequestTarget withAll(String name, List<String> values) {
    var more = new ArrayList<>(query);
    for (String value : values) {
      more.add(name);
      more.add(value);
    }
    return new RequestTarget(segments, more);
  }

  /** The same place without that query parameter. */
  public RequestTarget without(String name) {
    var fewer = new ArrayList<String>();
    for (int i = 0; i < query.size(); i += 2) {
      if (!query.get(i).equals(name)) {
        fewer.add(query.get(i));
        fewer.add(query.get(i + 1));
      }
    }
    return new RequestTarget(segments, fewer);
  }
}
