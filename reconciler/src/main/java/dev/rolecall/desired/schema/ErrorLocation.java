package dev.rolecall.desired.schema;

import com.networknt.schema.path.NodePath;
import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value that an error is about.
 *
 * @param key the last key on the way to it; null for the document
 * @param item whether it is an item of the list of that key
 * @param secretive whether it may be a secret, so that it must not be shown
 */
record ErrorLocation(Node node, @Nullable String key, boolean item, boolean secretive) {
  private static final Set<String> SECRETIVE = Set.of("credentials", "apply-credentials");

  static ErrorLocation in(Node document, NodePath location) {
    Node node = document;
    String key = null;
    boolean item = false;
    boolean secretive = false;
    for (int i = 0; i < location.getNameCount(); i++) {
      Object element = location.getElement(i);
      Node child =
          element instanceof Integer index
              ? ((ListNode) node).items().get(index)
              : node instanceof MapNode map ? map.get(element.toString()) : null;
      if (child == null) {
        break;
      }
      node = child;
      item = element instanceof Integer;
      if (!item) {
        key = element.toString();
        secretive |= SECRETIVE.contains(key);
      }
    }
    return new ErrorLocation(node, key, item, secretive);
  }

  String name() {
    return key == null ? "the document" : key;
  }

  String subject() {
    if (key == null) {
      String kind = node instanceof MapNode map ? map.text("kind") : null;
      return kind == null ? "The document" : "This " + ScalarNode.excerpt(kind);
    }
    return item ? "An item of " + key : key;
  }

  String text() {
    return node instanceof ScalarNode scalar ? scalar.text() : "";
  }

  boolean isDate() {
    return Set.of("from", "expires", "retired").contains(name());
  }
}
