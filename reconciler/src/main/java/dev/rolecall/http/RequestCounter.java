package dev.rolecall.http;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what left, every try of it, by method; token requests are among POST. */
final class RequestCounter {
  private final ConcurrentSkipListMap<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  void count(String method) {
    counts.computeIfAbsent(method, _ -> new LongAdder()).increment();
  }

  SortedMap<String, Long> byMethod() {
    var result = new TreeMap<String, Long>();
    counts.forEach((method, count) -> result.put(method, count.sum()));
    return Collections.unmodifiableSortedMap(result);
  }
}
