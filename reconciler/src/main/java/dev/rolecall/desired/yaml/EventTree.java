package dev.rolecall.desired.yaml;

import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.Serial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
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

  /** As much as 16 MiB of short assignment lines; more would only exhaust the memory. */
  static final int MAX_VALUES = 2_000_000;

  /** Of one rule in one file; after that, reading on only costs time. */
  private static final int MAX_COMPLAINTS = 1000;

  /** Ends the file: reading on would cost time or memory and tell nothing new. */
  static final class Excess extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
    private final RuleId rule;
    private final transient SourceRef at;

    Excess(RuleId rule, SourceRef at, String message) {
      super(message, null, false, false);
      this.rule = rule;
      this.at = at;
    }

    RuleId rule() {
      return rule;
    }

    SourceRef at() {
      return at;
    }
  }

  private final String file;
  private final Iterator<Event> events;
  private final ProblemCollector complaints;
  private final KeyCheck keys;
  private int values;
  private @Nullable Event last;

  EventTree(String file, Iterator<Event> events, ProblemCollector complaints) {
    this.file = file;
    this.events = events;
    this.complaints = complaints;
    this.keys = new KeyCheck(complaints);
  }

  /** Adds document after document, so that those before a syntax error remain; false: none. */
  boolean readInto(List<Node> documents) {
    boolean any = false;
    while (events.hasNext()) {
      if (next() instanceof DocumentStartEvent start) {
        any = true;
        if (!start.getTags().isEmpty() || start.getSpecVersion().isPresent()) {
          refuse(RuleId.TAG, start, () -> "A directive (%YAML, %TAG) is used.");
        }
        Event event = next();
        Node document = node(event, 1);
        if (isNull(document)) {
          refuse(RuleId.EMPTY_DOCUMENT, event, () -> "The document has no content.");
        } else {
          documents.add(document);
        }
      }
    }
    return any;
  }

  /** Out of range escapes such as U+110000 leave the scanner as this. */
  private Event next() {
    try {
      last = events.next();
      return last;
    } catch (IllegalArgumentException e) {
      String message = "An escape after this place is not a character.";
      var at = last == null ? SourceRef.wholeFile(file) : place(last);
      throw new Excess(RuleId.YAML_SYNTAX, at, message);
    }
  }

  private Node node(Event event, int depth) {
    if (++values > MAX_VALUES) {
      String message = "The file has more than %,d values.".formatted(MAX_VALUES);
      throw new Excess(RuleId.FILE_TOO_LARGE, place(event), message);
    }
    if (event instanceof AliasEvent alias) {
      refuse(RuleId.ALIAS, event, () -> "The alias *" + shown(alias.getAlias()) + " is used.");
      return new ScalarNode("", ScalarNode.Type.NULL, place(event), start(event), end(event), true);
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
      var anchor = anchored.getAnchor().get();
      refuse(RuleId.ANCHOR, event, () -> "The anchor &" + shown(anchor) + " is used.");
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
      String message = "Values are nested more than %d levels deep here.".formatted(MAX_DEPTH);
      throw new Excess(RuleId.NESTING_TOO_DEEP, place(event), message);
    }
    return collection instanceof MappingStartEvent
        ? mapping(collection, depth)
        : list(collection, depth);
  }

  private ListNode list(CollectionStartEvent start, int depth) {
    var items = new ArrayList<Node>();
    int end = start(start);
    Event event = next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      Node item = node(event, depth + 1);
      if (event instanceof ScalarEvent && isNull(item)) {
        refuse(RuleId.NULL_VALUE, event, () -> "A list item is empty.");
      }
      items.add(item);
      end = item.end();
      event = next();
    }
    return new ListNode(items, place(start), start(start), start.isFlow() ? end(event) : end);
  }

  private MapNode mapping(CollectionStartEvent start, int depth) {
    var entries = new ArrayList<MapNode.Entry>();
    Map<String, SourceRef> seen = new HashMap<>();
    int end = start(start);
    Event event = next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      Node key = node(event, depth + 1);
      Event valueEvent = next();
      Node value = node(valueEvent, depth + 1);
      end = value.end();
      @Nullable ScalarNode name = keys.accept(event, key, seen);
      if (name != null) {
        if (valueEvent instanceof ScalarEvent written && isNull(value)) {
          Event culprit = written.getValue().isEmpty() ? event : written;
          refuse(RuleId.NULL_VALUE, culprit, () -> "The key " + name.excerpt() + " has no value.");
        }
        entries.add(new MapNode.Entry(name, value));
      }
      event = next();
    }
    return new MapNode(entries, place(start), start(start), start.isFlow() ? end(event) : end);
  }

  private ScalarNode scalar(ScalarEvent event) {
    String text = event.getValue();
    var type = event.isPlain() ? CoreSchema.typeOf(text) : ScalarNode.Type.STRING;
    int half = SourceText.firstHalf(text);
    if (half >= 0) {
      char c = text.charAt(half);
      refuse(RuleId.CONTROL_CHARACTER, event, () -> SourceText.describe(c));
    }
    return new ScalarNode(
        text,
        type,
        place(event),
        start(event),
        end(event),
        line(event.getStartMark()) == line(event.getEndMark()));
  }

  private void refuseTag(String tag, Event event) {
    String written = tag.startsWith("tag:yaml.org,2002:") ? "!!" + tag.substring(18) : tag;
    refuse(RuleId.TAG, event, () -> "The tag " + ScalarNode.excerpt(written) + " is used.");
  }

  private void refuse(RuleId rule, Event event, Supplier<String> message) {
    complaints.add(rule, place(event), message);
    if (complaints.count(rule) > MAX_COMPLAINTS) {
      String excess = "The rest of the file was not read: too many such places.";
      throw new Excess(rule, SourceRef.wholeFile(file), excess);
    }
  }

  private static String shown(Anchor anchor) {
    return ScalarNode.excerpt(anchor.getValue());
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.NULL;
  }

  private SourceRef place(Event event) {
    return YamlReader.place(file, event.getStartMark().orElseThrow());
  }

  private static int start(Event event) {
    return event.getStartMark().map(Mark::getIndex).orElseThrow();
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElseThrow();
  }

  private static int end(Event event) {
    return event.getEndMark().map(Mark::getIndex).orElseThrow();
  }
}
