package dev.rolecall.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A report as blocks, each in the part that it belongs to; whoever formats it chooses the order.
 */
final class Document {
  private final Map<Part, List<Block>> parts;

  private Document(Map<Part, List<Block>> parts) {
    this.parts = parts;
  }

  Stream<Block> blocks(PartOrder order) {
    return order.parts().stream().flatMap(part -> parts.getOrDefault(part, List.of()).stream());
  }

  /** Collects blocks; within a part they stay in the order in which they were added. */
  static final class Builder {
    private final Map<Part, List<Block>> parts = new EnumMap<>(Part.class);

    Builder add(Part part, Block block) {
      parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(block);
      return this;
    }

    Document build() {
      return new Document(new EnumMap<>(parts));
    }
  }
}
