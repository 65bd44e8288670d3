package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Capabilities as documents name them: {@code area:action}, or a mapping of the two. */
final class CapabilityReader {
  private CapabilityReader() {}

  static @Nullable CapabilityId id(MapNode map) {
    String area = map.text("area");
    String action = map.text("action");
    return area == null || action == null || area.isEmpty() || action.isEmpty()
        ? null
        : new CapabilityId(area, action);
  }

  /** Null where it has neither form. */
  static @Nullable CapabilityId one(Node node) {
    return switch (node) {
      case ScalarNode scalar -> CapabilityId.parse(scalar.text()).orElse(null);
      case MapNode pair -> id(pair);
      case ListNode _ -> null;
    };
  }

  /** The capabilities of a role; the schema sees only repeats that are written alike. */
  static SortedMap<CapabilityId, SourceRef> all(MapNode map, List<Problem> problems) {
    var capabilities = new TreeMap<CapabilityId, SourceRef>();
    var forms = new TreeMap<CapabilityId, Boolean>();
    for (Node item : map.items("capabilities")) {
      CapabilityId id = one(item);
      if (id == null) {
        continue;
      }
      boolean alike =
          forms.computeIfAbsent(id, _ -> item instanceof MapNode) == item instanceof MapNode;
      SourceRef first = capabilities.putIfAbsent(id, item.at());
      if (first != null && !alike) {
        String message =
            "%s stands in capabilities twice; first on line %d."
                .formatted(ScalarNode.excerpt(id.toString()), first.line());
        problems.add(Problem.error(RuleId.REPEATED_ITEM, item.at(), message));
      }
    }
    return capabilities;
  }
}
