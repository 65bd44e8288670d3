package dev.rolecall.desired.yaml;

import dev.rolecall.problem.SourceRef;
import java.util.List;

/** A list, in the order of the file. */
public record ListNode(List<Node> items, SourceRef at, int start, int end) implements Node {
  public ListNode {
    items = List.copyOf(items);
  }

  @Override
  public String described() {
    return "a list";
  }
}
