package dev.rolecall.codec;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One JSON object, read strictly: each entry has its type, and none is left unread. */
public final class StrictObject {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  private final JsonNode node;
  private final String where;
  private final Set<String> read = new HashSet<>();

  /**
   * Wraps a node.
   *
   * @param where names it in messages, for example {@code steps[3]}
   */
  public StrictObject(JsonNode node, String where) {
    if (!node.isObject()) {
      throw new Malformed(where + " is not an object");
    }
    this.node = node;
    this.where = where;
  }

  public boolean has(String name) {
    return node.get(name) != null;
  }

  public String text(String name) {
    return text(required(name), where + "." + name);
  }

  public @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  public Instant instant(String name) {
    return instant(text(name), where + "." + name);
  }

  public static Instant instant(String text, String where) {
    try {
      Instant instant = Instant.parse(text);
      // Years beyond those that people write overflow where something is added to them.
      if (!instant.isBefore(FIRST) && instant.isBefore(AFTER_LAST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // It is said below.
    }
    throw new Malformed(where + " is not an instant of the years 0 to 9999");
  }

  public boolean flag(String name) {
    JsonNode value = required(name);
    if (!value.isBoolean()) {
      throw new Malformed(where + "." + name + " is not true or false");
    }
    return value.booleanValue();
  }

  public int number(String name) {
    JsonNode value = required(name);
    if (!value.isInt()) {
      throw new Malformed(where + "." + name + " is not a whole number");
    }
    return value.intValue();
  }

  public Slug slug(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      throw new Malformed(where + "." + name + " is empty");
    }
    return new Slug(value);
  }

  public CapabilityId capability(String name) {
    return capability(required(name), where + "." + name);
  }

  public List<CapabilityId> capabilities(String name) {
    var result = new ArrayList<CapabilityId>();
    items(name).forEach(item -> result.add(capability(item, where + "." + name)));
    return result;
  }

  public <E extends Enum<E>> E word(String name, Class<E> type) {
    String word = text(name);
    for (E constant : type.getEnumConstants()) {
      if (ChangeKind.word(constant).equals(word)) {
        return constant;
      }
    }
    throw new Malformed(where + "." + name + " has a word that this version does not know");
  }

  public StrictObject object(String name) {
    return new StrictObject(required(name), where + "." + name);
  }

  public @Nullable StrictObject objectOrNull(String name) {
    return has(name) ? object(name) : null;
  }

  public List<StrictObject> objects(String name) {
    var result = new ArrayList<StrictObject>();
    for (JsonNode item : items(name)) {
      result.add(new StrictObject(item, "%s.%s[%d]".formatted(where, name, result.size())));
    }
    return result;
  }

  /** The texts of a list; empty when it is not there. */
  public List<String> texts(String name) {
    var result = new ArrayList<String>();
    if (has(name)) {
      items(name).forEach(item -> result.add(text(item, where + "." + name)));
    }
    return result;
  }

  /** Call last: refuses what nobody asked for. */
  public void end() {
    for (String name : node.propertyNames()) {
      if (!read.contains(name)) {
        throw new Malformed(where + " has an entry that this version does not know");
      }
    }
  }

  public Malformed wrong(String what) {
    return new Malformed(where + " " + what);
  }

  private JsonNode required(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new Malformed(where + " has no " + name);
    }
    read.add(name);
    return value;
  }

  private JsonNode items(String name) {
    JsonNode value = required(name);
    if (!value.isArray()) {
      throw new Malformed(where + "." + name + " is not a list");
    }
    return value;
  }

  private static String text(JsonNode value, String where) {
    if (!value.isString()) {
      throw new Malformed(where + " is not a text");
    }
    return value.stringValue();
  }

  private static CapabilityId capability(JsonNode value, String where) {
    if (value.isString()) {
      return CapabilityId.parse(value.stringValue())
          .orElseThrow(() -> new Malformed(where + " is not area:action"));
    }
    var fields = new StrictObject(value, where);
    String area = fields.text("area");
    String action = fields.text("action");
    fields.end();
    if (area.isEmpty() || action.isEmpty()) {
      throw new Malformed(where + " is not area:action");
    }
    return new CapabilityId(area, action);
  }
}
