package dev.rolecall.tenant.api;

import dev.rolecall.http.RequestTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** In how many requests a listing is read; the aim is as few as its pages need. */
record RequestSizing(int pageSize, int filterValues, int shards) {
  /** A shard ends in a page that is not full: eight pages a shard keep that under an eighth. */
  private static final long PAGES_PER_SHARD = 8;

  /** Servers and proxies take 8 kB of request line; this leaves room for the rest of it. */
  private static final int FILTER_CHARACTERS = 6_000;

  static RequestSizing of(TenantInfo info, int wantedPage, int parallelism) {
    return new RequestSizing(
        Math.min(info.pageSize(), wantedPage),
        info.filterValues(),
        Math.min(info.shards(), parallelism));
  }

  /** Into how many parts to read a listing of that many items; unknown: one. */
  int shardsFor(OptionalLong count) {
    long most = pages(count.orElse(0)) / PAGES_PER_SHARD;
    return (int) Math.max(1, Math.min(shards, most));
  }

  /** Whether listing everything takes fewer requests than these filtered ones. */
  boolean listingIsCheaper(int filtered, OptionalLong count) {
    return count.isPresent() && filtered > pages(count.getAsLong());
  }

  /** The filtered listings that together have these values, or the whole one where that is less. */
  List<RequestTarget> targets(
      RequestTarget path, String filter, Collection<String> values, OptionalLong count) {
    var chunks = chunks(values);
    return listingIsCheaper(chunks.size(), count)
        ? List.of(path)
        : chunks.stream().map(chunk -> path.withAll(filter, chunk)).toList();
  }

  private long pages(long count) {
    return Math.max(1, Math.ceilDiv(count, pageSize));
  }

  /** Values of a repeated filter, as many to a request as fit. */
  List<List<String>> chunks(Collection<String> values) {
    var chunks = new ArrayList<List<String>>();
    var chunk = new ArrayList<String>();
    int characters = 0;
    for (String value : values) {
      if (chunk.size() == filterValues
          || (!chunk.isEmpty() && characters + value.length() > FILTER_CHARACTERS)) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        characters = 0;
      }
      chunk.add(value);
      characters += value.length();
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
