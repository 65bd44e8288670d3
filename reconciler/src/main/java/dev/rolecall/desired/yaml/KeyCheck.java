package dev.rolecall.desired.yaml;

import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What a key must be: a text, once in its mapping; equal keys of one file share one string. */
final class KeyCheck {
  private final ProblemCollector complaints;
  private final Map<String, String> shared = new HashMap<>();

  KeyCheck(ProblemCollector complaints) {
    this.complaints = complaints;
  }

  /**
   * The key; null when it was refused.
   *
   * @param seen the keys of this mapping so far and where they stand
   */
  @Nullable ScalarNode accept(Event event, Node key, Map<String, SourceRef> seen) {
    if (event instanceof AliasEvent) {
      return null;
    }
    if (!(key instanceof ScalarNode name) || !(event instanceof ScalarEvent written)) {
      complaints.add(RuleId.WRONG_TYPE, key.at(), () -> notText(key));
      return null;
    }
    if (written.isPlain() && name.text().equals("<<")) {
      complaints.add(RuleId.MERGE_KEY, key.at(), () -> "The merge key << is used.");
      return null;
    }
    switch (name.type()) {
      case STRING -> {}
      case NULL -> {
        complaints.add(RuleId.NULL_VALUE, key.at(), () -> "A key is empty.");
        return null;
      }
      case INTEGER, FLOAT, BOOLEAN -> {
        complaints.add(RuleId.WRONG_TYPE, key.at(), () -> notText(key));
        return null;
      }
    }
    SourceRef first = seen.putIfAbsent(name.text(), name.at());
    if (first != null) {
      complaints.add(RuleId.DUPLICATE_KEY, name.at(), () -> again(name, first));
      return null;
    }
    String text = shared.computeIfAbsent(name.text(), t -> t);
    return new ScalarNode(text, name.type(), name.at(), name.start(), name.end(), name.oneLine());
  }

  private static String notText(Node key) {
    return "A key must be a text, but this is " + key.described() + ".";
  }

  private static String again(ScalarNode key, SourceRef first) {
    return "The key %s stands here again; it is on line %d.".formatted(key.excerpt(), first.line());
  }
}
