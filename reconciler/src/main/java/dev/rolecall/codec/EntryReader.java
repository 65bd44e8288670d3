package dev.rolecall.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads the entries of one JSON object in the order that they are written in, for files too large
 * to be held as a tree. What it does not expect is {@link Malformed}.
 */
public final class EntryReader {
  private final JsonParser in;

  /** Whether the end of the object was met where an entry could have been. */
  private boolean ended;

  public EntryReader(JsonParser in) {
    this.in = in;
  }

  /** Whether the file begins with an object and with this text. */
  public boolean begins(String name, String value) {
    return in.nextToken() == JsonToken.START_OBJECT
        && name.equals(in.nextName())
        && text(name).equals(value);
  }

  /** Whether the next entry has this name and this number. */
  public boolean number(String name, int value) {
    name(name);
    return in.nextToken() == JsonToken.VALUE_NUMBER_INT && in.getIntValue() == value;
  }

  /** Whether the name that was read is this one. */
  boolean isAt(String name) {
    return name.equals(in.currentName());
  }

  /** Call last: refuses what nobody asked for. */
  public void end() {
    if ((!ended && in.nextToken() != JsonToken.END_OBJECT) || in.nextToken() != null) {
      throw new Malformed("has an entry that this version does not know");
    }
  }

  /** Goes on to an entry with one of these names. */
  void name(String... expected) {
    String name = in.nextName();
    for (String possible : expected) {
      if (possible.equals(name)) {
        return;
      }
    }
    throw new Malformed("has no %s where it belongs".formatted(expected[expected.length - 1]));
  }

  /** The text of the next entry, which has this name. */
  public String named(String name) {
    name(name);
    return text(name);
  }

  /** The text of the entry whose name was read. */
  String text(String name) {
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw new Malformed(name + " is not a text");
    }
    return in.getString();
  }

  /** The object of the next entry, which has this name. */
  StrictObject object(String name) {
    name(name);
    return here(name);
  }

  /** The object of the entry whose name was read. */
  StrictObject here(String name) {
    return new StrictObject(value(name), name);
  }

  /** Enters the object of the next entry, if it has this name, to read its entries one by one. */
  boolean enters(String name) {
    String next = in.nextName();
    if (next == null) {
      ended = true;
      return false;
    }
    if (!next.equals(name) || in.nextToken() != JsonToken.START_OBJECT) {
      throw new Malformed("has no %s where it belongs".formatted(name));
    }
    return true;
  }

  /** Leaves it: refuses what nobody asked for. */
  void leave() {
    if (in.nextToken() != JsonToken.END_OBJECT) {
      throw new Malformed("has an entry that this version does not know");
    }
  }

  private JsonNode value(String name) {
    if (in.nextToken() == null) {
      throw new Malformed("ends after " + name);
    }
    return in.readValueAsTree();
  }

  /** The objects of the list of the next entry, one held at a time. */
  <T> List<T> each(String name, Function<StrictObject, T> read) {
    name(name);
    return eachHere(name, read);
  }

  /** The same of the entry whose name was read. */
  <T> List<T> eachHere(String name, Function<StrictObject, T> read) {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      throw new Malformed(name + " is not a list");
    }
    var result = new ArrayList<T>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      JsonNode node = in.readValueAsTree();
      var fields = new StrictObject(node, "%s[%d]".formatted(name, result.size()));
      result.add(read.apply(fields));
      fields.end();
    }
    return result;
  }
}
