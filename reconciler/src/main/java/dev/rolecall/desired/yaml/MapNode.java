package dev.rolecall.desired.yaml;

import dev.rolecall.problem.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mapping, in the order of the file; no key stands twice. */
public record MapNode(List<Entry> entries, SourceRef at, int start, int end) implements Node {
  public MapNode {
    entries = List.copyOf(entries);
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
    for (Entry entry : entries) {
      if (entry.key().text().equals(key)) {
        return entry;
      }
    }
    return null;
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
