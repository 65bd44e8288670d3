package dev.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bytes of a request, which may hold a secret: never printed. */
public final class Body {
  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";
  private static final Body NONE = new Body("", new byte[0]);

  private final String type;
  private final byte[] bytes;

  Body(String type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  public static Body none() {
    return NONE;
  }

  public static Body json(byte[] bytes) {
    return new Body(JSON, bytes.clone());
  }

  static Body form(String text) {
    return new Body(FORM, text.getBytes(UTF_8));
  }

  /** The media type; empty where there is no body. */
  String type() {
    return type;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Body body && type.equals(body.type) && Arrays.equals(bytes, body.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return "body of " + bytes.length + " bytes";
  }
}
