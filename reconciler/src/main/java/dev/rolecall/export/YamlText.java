package dev.rolecall.export;

import dev.rolecall.model.CapabilityId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One document as text, key by key; two spaces of indentation, one item a line. */
final class YamlText {
  private final StringBuilder out = new StringBuilder();

  YamlText pair(String key, String value) {
    out.append(key).append(": ").append(Scalar.of(value)).append('\n');
    return this;
  }

  /** A value that may have several lines. */
  YamlText text(String key, String value) {
    if (!Scalar.isBlock(value)) {
      return pair(key, value);
    }
    out.append(key).append(": |-\n");
    value.lines().forEach(line -> out.append(line.isEmpty() ? "" : "  ").append(line).append('\n'));
    return this;
  }

  /** A key whose value follows, indented. */
  YamlText key(String key) {
    out.append(key).append(":\n");
    return this;
  }

  /** A list of items that are YAML of one line already, indented. */
  YamlText entries(String key, List<String> items, int indent) {
    out.append(" ".repeat(indent)).append(key).append(":\n");
    for (String item : items) {
      out.append(" ".repeat(indent)).append("  - ").append(item).append('\n');
    }
    return this;
  }

  YamlText flowList(String key, List<String> items) {
    out.append(key).append(": [");
    out.append(String.join(", ", items.stream().map(Scalar::inFlow).toList())).append("]\n");
    return this;
  }

  YamlText capabilities(String key, Collection<CapabilityId> capabilities) {
    return items(key, capabilities.stream().map(YamlText::capability).toList());
  }

  /** Items that are YAML of one line already. */
  YamlText items(String key, List<String> items) {
    out.append(key).append(items.isEmpty() ? ": []\n" : ":\n");
    items.forEach(item -> out.append("  - ").append(item).append('\n'));
    return this;
  }

  /** Items that are block mappings already. */
  YamlText blocks(String key, List<String> blocks) {
    out.append(key).append(blocks.isEmpty() ? ": []\n" : ":\n");
    for (String block : blocks) {
      String mark = "  - ";
      for (String line : block.lines().toList()) {
        out.append(line.isEmpty() ? "" : mark).append(line).append('\n');
        mark = "    ";
      }
    }
    return this;
  }

  /** As {@code area:action}, or both parts where that would be read as another capability. */
  private static String capability(CapabilityId id) {
    return CapabilityId.parse(id.toString()).equals(Optional.of(id))
        ? Scalar.of(id.toString())
        : "{ area: %s, action: %s }"
            .formatted(Scalar.inFlow(id.area()), Scalar.inFlow(id.action()));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
