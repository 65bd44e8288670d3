package dev.rolecall.desired.yaml;

import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.Serial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds the tree straight from parser events, one pass, without the library's own nodes: its event
 * parser keeps a stack of states and does not recurse, so depth is refused here before it costs.
 */
final class EventTree {
  static final int MAX_DEPTH = 32;

  /** Ends the file; cheaper and safer than reading on at any depth. */
  static final class TooDeep extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
    private final transient SourceRef at;

    TooDeep(SourceRef at) {
      super(null, null, false, false);
      this.at = at;
    }

    SourceRef at() {
      return at;
    }
  }

  private final String file;
  private final Iterator<Event> events;
  private final Complaints complaints;
  private final Map<String, String> keys = new HashMap<>();

  EventTree(String file, Iterator<Event> events, Complaints complaints) {
    this.file = file;
    this.events = events;
    this.complaints = complaints;
  }

  /** Adds document after document, so that those before a syntax error remain. */
  void readInto(List<Node> documents) {
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent start) {
        refuseDirectives(start);
        Node document = node(events.next(), 1);
        if (document instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.NULL) {
          complaints.add(RuleId.EMPTY_DOCUMENT, scalar.at(), "The document has no content.");
        } else {
          documents.add(document);
        }
      }
    }
  }

  private void refuseDirectives(DocumentStartEvent start) {
    if (!start.getTags().isEmpty() || start.getSpecVersion().isPresent()) {
      String message = "A directive (%YAML, %TAG) is not used here.";
      complaints.add(RuleId.TAG, place(start), message);
    }
  }

  private Node node(Event event, int depth) {
    if (event instanceof AliasEvent alias) {
      String message =
          "The alias *" + ScalarNode.excerpt(alias.getAlias().getValue()) + " is used.";
      complaints.add(RuleId.ALIAS, place(event), message);
      return new ScalarNode("", ScalarNode.Type.NULL, place(event), start(event), end(event));
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
      String name = ScalarNode.excerpt(anchored.getAnchor().get().getValue());
      complaints.add(RuleId.ANCHOR, place(event), "The anchor &" + name + " is used.");
    }
    if (event instanceof ScalarEvent scalar) {
      scalar.getTag().ifPresent(tag -> refuseTag(tag, event));
      return scalar(scalar);
    }
    if (!(event instanceof CollectionStartEvent collection)) {
      throw new IllegalStateException("not the start of a node: " + event.getEventId());
    }
    collection.getTag().ifPresent(tag -> refuseTag(tag, event));
    if (depth > MAX_DEPTH) {
      throw new TooDeep(place(event));
    }
    return collection instanceof MappingStartEvent
        ? mapping(collection, depth)
        : list(collection, depth);
  }

  private void refuseTag(String tag, Event event) {
    String message = "The tag " + ScalarNode.excerpt(tag) + " is used.";
    complaints.add(RuleId.TAG, place(event), message);
  }

  private ListNode list(CollectionStartEvent start, int depth) {
    var items = new ArrayList<Node>();
    int end = start(start);
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      Node item = node(event, depth + 1);
      if (event instanceof ScalarEvent && isNull(item)) {
        complaints.add(RuleId.NULL_VALUE, item.at(), "A list item is empty.");
      }
      items.add(item);
      end = item.end();
      event = events.next();
    }
    return new ListNode(items, place(start), start(start), start.isFlow() ? end(event) : end);
  }

  private MapNode mapping(CollectionStartEvent start, int depth) {
    var entries = new ArrayList<MapNode.Entry>();
    var seen = new HashMap<String, SourceRef>();
    int end = start(start);
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      Node key = node(event, depth + 1);
      Event valueEvent = events.next();
      Node value = node(valueEvent, depth + 1);
      end = value.end();
      ScalarNode name = checkedKey(event, key, seen);
      if (name != null) {
        if (valueEvent instanceof ScalarEvent && isNull(value)) {
          String message = "The key %s has no value.".formatted(name.excerpt());
          var at = ((ScalarNode) value).text().isEmpty() ? name.at() : value.at();
          complaints.add(RuleId.NULL_VALUE, at, message);
        }
        entries.add(new MapNode.Entry(name, value));
      }
      event = events.next();
    }
    return new MapNode(entries, place(start), start(start), start.isFlow() ? end(event) : end);
  }

  /** The key; null when it was refused, its value is dropped then. */
  private @Nullable ScalarNode checkedKey(Event event, Node key, Map<String, SourceRef> seen) {
    if (!(key instanceof ScalarNode name) || !(event instanceof ScalarEvent written)) {
      if (!(event instanceof AliasEvent)) {
        complaints.add(
            RuleId.WRONG_TYPE, key.at(), "A key must be a text, but is " + key.described() + ".");
      }
      return null;
    }
    if (written.isPlain() && name.text().equals("<<")) {
      complaints.add(RuleId.MERGE_KEY, key.at(), "The merge key << is used.");
      return null;
    }
    if (name.type() == ScalarNode.Type.NULL) {
      complaints.add(RuleId.NULL_VALUE, key.at(), "A key is empty.");
      return null;
    }
    if (name.type() != ScalarNode.Type.STRING) {
      String message = "A key must be a text, but is " + name.described() + ".";
      complaints.add(RuleId.WRONG_TYPE, key.at(), message);
      return null;
    }
    SourceRef first = seen.putIfAbsent(name.text(), name.at());
    if (first != null) {
      String message =
          "The key %s stands here again; first on line %d.".formatted(name.excerpt(), first.line());
      complaints.add(RuleId.DUPLICATE_KEY, name.at(), message);
      return null;
    }
    String shared = keys.computeIfAbsent(name.text(), text -> text);
    return new ScalarNode(shared, ScalarNode.Type.STRING, name.at(), name.start(), name.end());
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.NULL;
  }

  private ScalarNode scalar(ScalarEvent event) {
    String text = event.getValue();
    ScalarNode.Type type = event.isPlain() ? CoreSchema.typeOf(text) : ScalarNode.Type.STRING;
    SourceRef at = place(event);
    refuseEscapedControls(text, at);
    return new ScalarNode(text, type, at, start(event), end(event));
  }

  /** Raw ones were refused in {@link SourceText}; these came in as escapes. */
  private void refuseEscapedControls(String text, SourceRef at) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean printable = (c >= ' ' && c < 0x7F) || c == '\n';
      if (!printable && (SourceText.isHidden(c) || isHalf(text, i))) {
        complaints.add(RuleId.CONTROL_CHARACTER, at, SourceText.describe(c));
        return;
      }
    }
  }

  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private SourceRef place(Event event) {
    return YamlReader.place(file, event.getStartMark().orElseThrow());
  }

  private static int start(Event event) {
    return event.getStartMark().map(Mark::getIndex).orElseThrow();
  }

  private static int end(Event event) {
    return event.getEndMark().map(Mark::getIndex).orElseThrow();
  }
}
