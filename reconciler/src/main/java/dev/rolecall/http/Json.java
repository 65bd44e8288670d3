package dev.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks one JSON answer from front to back, without a tree: a listing can have a million items.
 * Unknown members are skipped; what is needed and absent is named with its place.
 */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_ID = 1_000;

  /** Reads the value at which the walk stands. */
  @FunctionalInterface
  public interface Shape<T> {
    T read(Json json) throws UnreadableResponse;
  }

  /** Reads the value of one member, or skips it. */
  @FunctionalInterface
  public interface Member {
    void read(String name) throws UnreadableResponse;
  }

  /** Reads one item of a list. */
  @FunctionalInterface
  public interface Item {
    void read() throws UnreadableResponse;
  }

  private final JsonParser parser;

  private Json(JsonParser parser) {
    this.parser = parser;
  }

  public static <T> T read(HttpResponse response, Shape<T> shape) throws UnreadableResponse {
    return read(response.body(), shape);
  }

  /** The same of an answer that holds a secret: nothing of it is quoted. */
  static <T> T readSecret(HttpResponse response, Shape<T> shape) throws UnreadableResponse {
    try {
      return walk(response.body(), shape);
    } catch (JacksonException e) {
      throw new UnreadableResponse("not JSON");
    }
  }

  public static <T> T read(byte[] text, Shape<T> shape) throws UnreadableResponse {
    try {
      return walk(text, shape);
    } catch (JacksonException e) {
      throw new UnreadableResponse("not JSON: " + e.getOriginalMessage());
    }
  }

  private static <T> T walk(byte[] text, Shape<T> shape) throws UnreadableResponse {
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return shape.read(new Json(parser));
    }
  }

  /** The name of the next member, its value now current; null at the end of the object. */
  public @Nullable String member() throws UnreadableResponse {
    if (parser.nextToken() == JsonToken.END_OBJECT) {
      return null;
    }
    String name = parser.currentName();
    parser.nextToken();
    return name;
  }

  /** Enters the current value, which must be an object. */
  public void object() throws UnreadableResponse {
    expect(JsonToken.START_OBJECT, "an object");
  }

  public void members(Member member) throws UnreadableResponse {
    object();
    for (String name = member(); name != null; name = member()) {
      member.read(name);
    }
  }

  public void items(Item item) throws UnreadableResponse {
    expect(JsonToken.START_ARRAY, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.read();
    }
  }

  public void skip() {
    parser.skipChildren();
  }

  /**
   * At most 100,000 characters: a plan and the record hold every name that a tenant says. Half a
   * surrogate pair, which no file can hold, comes as U+FFFD.
   */
  public String text() throws UnreadableResponse {
    expect(JsonToken.VALUE_STRING, "text");
    String text = parser.getString();
    if (text.length() > LONGEST_TEXT) {
      throw unexpected("text of up to 100,000 characters");
    }
    return whole(text);
  }

  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(UTF_16BE), UTF_16BE);
      }
    }
    return text;
  }

  /** The id of an account or a group: 1 to 1,000 characters, so that the record can keep it. */
  public String id() throws UnreadableResponse {
    String id = text();
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw unexpected("an id of 1 to 1,000 characters");
    }
    return id;
  }

  public @Nullable String textOrNull() throws UnreadableResponse {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : text();
  }

  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  public boolean flag() throws UnreadableResponse {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw unexpected("true or false");
    };
  }

  public int number() throws UnreadableResponse {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getIntValue();
  }

  public long count() throws UnreadableResponse {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getLongValue();
  }

  /** A number, also one with a fraction or in quotes; what is none or too large is the other. */
  public long longOr(long other) {
    parser.skipChildren();
    try {
      return parser.getValueAsLong(other);
    } catch (InputCoercionException e) {
      return other;
    }
  }

  public <T> T need(@Nullable T value, String name) throws UnreadableResponse {
    if (value == null) {
      throw new UnreadableResponse("no field " + name + in());
    }
    return value;
  }

  public UnreadableResponse unexpected(String wanted) {
    return new UnreadableResponse("not " + wanted + in());
  }

  private String in() {
    String place = parser.streamReadContext().pathAsPointer().toString();
    return place.isEmpty() ? "" : " in " + place;
  }

  private void expect(JsonToken token, String wanted) throws UnreadableResponse {
    if (parser.currentToken() != token) {
      throw unexpected(wanted);
    }
  }
}
