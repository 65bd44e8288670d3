package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A piece of YAML as one line, the same for whatever says the same. */
final class NodeText {
  private NodeText() {}

  /** The entries of the mapping under a key of the document; empty where there is none. */
  static SortedMap<String, String> entries(Node document, String key) {
    var texts = new TreeMap<String, String>();
    if (document instanceof MapNode map && map.get(key) instanceof MapNode under) {
      under.entries().forEach(entry -> texts.put(entry.key().text(), of(entry.value())));
    }
    return texts;
  }

  /** In the order in which it is written. */
  static String of(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.text();
      case ListNode list ->
          list.items().stream().map(NodeText::of).collect(Collectors.joining(", ", "[", "]"));
      case MapNode map ->
          map.entries().stream()
              .map(entry -> entry.key().text() + ": " + of(entry.value()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }
}
