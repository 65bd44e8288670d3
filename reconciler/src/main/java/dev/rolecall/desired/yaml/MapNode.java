package dev.rolecall.desired.yaml;

import dev.rolecall.problem.SourceRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping, in the order of the file; no key stands twice. */
public final class MapNode implements Node {
  /** So many entries are looked through one by one. */
  private static final int FEW = 16;

  private final List<Entry> entries;
  private final SourceRef at;
  private final int start;
  private final int end;
  private @Nullable Map<String, Entry> byKey;

  public MapNode(List<Entry> entries, SourceRef at, int start, int end) {
    this.entries = List.copyOf(entries);
    this.at = at;
    this.start = start;
    this.end = end;
  }

  public List<Entry> entries() {
    return entries;
  }

  @Override
  public SourceRef at() {
    return at;
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public int end() {
    return end;
  }

  /** A key with its place, and its value. */
  public record Entry(ScalarNode key, Node value) {}

  /** The value of a key; null when the key is not there. */
  public @Nullable Node get(String key) {
    Entry entry = entry(key);
    return entry == null ? null : entry.value();
  }

  /** The key and value; null when the key is not there. */
  public @Nullable Entry entry(String key) {
    if (entries.size() > FEW) {
      return index().get(key);
    }
    for (Entry entry : entries) {
      if (entry.key().text().equals(key)) {
        return entry;
      }
    }
    return null;
  }

  private Map<String, Entry> index() {
    @Nullable Map<String, Entry> known = byKey;
    if (known == null) {
      known = HashMap.newHashMap(entries.size());
      for (Entry entry : entries) {
        known.putIfAbsent(entry.key().text(), entry);
      }
      byKey = known;
    }
    return known;
  }

  /** The text of a key's value; null when it is not there or not a string. */
  public @Nullable String text(String key) {
    return get(key) instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.STRING
        ? scalar.text()
        : null;
  }

  /** The items of a key's list; empty when it is not there or not a list. */
  public List<Node> items(String key) {
    return get(key) instanceof ListNode list ? list.items() : List.of();
  }

  @Override
  public String described() {
    return "a mapping";
  }
}
