package dev.rolecall.tenant.api;

import dev.rolecall.tenant.http.Answer;
import dev.rolecall.tenant.http.UnreadableAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks one JSON answer from front to back, without a tree: a listing can have a million items.
 * Unknown members are skipped; what is needed and absent is named with its place.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Reads the value at which the walk stands. */
  @FunctionalInterface
  interface Shape<T> {
    T read(Json json) throws UnreadableAnswer;
  }

  /** Reads the value of one member, or skips it. */
  @FunctionalInterface
  interface Member {
    void read(String name) throws UnreadableAnswer;
  }

  /** Reads one item of a list. */
  @FunctionalInterface
  interface Item {
    void read() throws UnreadableAnswer;
  }

  private final JsonParser parser;

  private Json(JsonParser parser) {
    this.parser = parser;
  }

  static <T> T read(Answer answer, Shape<T> shape) throws UnreadableAnswer {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), answer.body())) {
      parser.nextToken();
      return shape.read(new Json(parser));
    } catch (JacksonException e) {
      throw new UnreadableAnswer("not JSON: " + e.getOriginalMessage());
    }
  }

  /** The name of the next member, its value now current; null at the end of the object. */
  @Nullable String member() throws UnreadableAnswer {
    if (parser.nextToken() == JsonToken.END_OBJECT) {
      return null;
    }
    String name = parser.currentName();
    parser.nextToken();
    return name;
  }

  /** Enters the current value, which must be an object. */
  void object() throws UnreadableAnswer {
    expect(JsonToken.START_OBJECT, "an object");
  }

  void members(Member member) throws UnreadableAnswer {
    object();
    for (String name = member(); name != null; name = member()) {
      member.read(name);
    }
  }

  void items(Item item) throws UnreadableAnswer {
    expect(JsonToken.START_ARRAY, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.read();
    }
  }

  void skip() {
    parser.skipChildren();
  }

  String text() throws UnreadableAnswer {
    expect(JsonToken.VALUE_STRING, "text");
    return parser.getString();
  }

  @Nullable String textOrNull() throws UnreadableAnswer {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : text();
  }

  boolean flag() throws UnreadableAnswer {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw unexpected("true or false");
    };
  }

  int number() throws UnreadableAnswer {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getIntValue();
  }

  long count() throws UnreadableAnswer {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getLongValue();
  }

  <T> T need(@Nullable T value, String name) throws UnreadableAnswer {
    if (value == null) {
      throw new UnreadableAnswer("no field " + name + in());
    }
    return value;
  }

  UnreadableAnswer unexpected(String wanted) {
    return new UnreadableAnswer("not " + wanted + in());
  }

  private String in() {
    String place = parser.streamReadContext().pathAsPointer().toString();
    return place.isEmpty() ? "" : " in " + place;
  }

  private void expect(JsonToken token, String wanted) throws UnreadableAnswer {
    if (parser.currentToken() != token) {
      throw unexpected(wanted);
    }
  }
}
