package dev.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * The ways in which a server may echo a secret: as it is, in Base64 (also that of URLs, with its
 * padding or without), and each of them with any of its characters percent-encoded, as URLs and
 * forms have them. No regular expression: a token may be as long as an answer, and Java's would
 * need as much stack.
 */
final class SecretForms {
  private static final String MASK = "***";

  /** The longest first: one may begin with another. */
  private final List<String> forms;

  SecretForms(Collection<String> secrets) {
    var found = new HashSet<String>();
    for (String secret : secrets) {
      byte[] bytes = secret.getBytes(UTF_8);
      found.add(secret);
      found.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
      found.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    forms = found.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  String masked(String text) {
    var masked = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      masked.append(end > at ? MASK : text.substring(at, at + 1));
      at = Math.max(end, at + 1);
    }
    return masked.toString();
  }

  /** Where the form that begins here ends, its padding included; the place itself: none does. */
  private int end(String text, int from) {
    for (String form : forms) {
      // A percent sign of the secret itself reads both ways.
      int end = Math.max(end(form, text, from, false), end(form, text, from, true));
      if (end > from) {
        return padded(text, end);
      }
    }
    return from;
  }

  private static int end(String form, String text, int from, boolean encodedFirst) {
    int at = from;
    for (int i = 0; i < form.length(); i += Character.charCount(form.codePointAt(i))) {
      String character = Character.toString(form.codePointAt(i));
      int plain = text.startsWith(character, at) ? at + character.length() : -1;
      int encoded = plain < 0 || encodedFirst ? encoded(character, text, at) : -1;
      int next = encoded > 0 ? encoded : plain;
      if (next < 0) {
        return -1;
      }
      at = next;
    }
    return at;
  }

  /** Its bytes in hexadecimal, or what a form has for a space. */
  private static int encoded(String character, String text, int from) {
    if (character.equals(" ") && text.startsWith("+", from)) {
      return from + 1;
    }
    if (!text.startsWith("%", from)) {
      return -1;
    }
    int at = from;
    for (byte one : character.getBytes(UTF_8)) {
      String hex = "%%%02x".formatted(one);
      if (!text.regionMatches(true, at, hex, 0, hex.length())) {
        return -1;
      }
      at += hex.length();
    }
    return at;
  }

  private static int padded(String text, int from) {
    int at = from;
    for (int i = 0; i < 2; i++) {
      at += text.startsWith("=", at) ? 1 : text.regionMatches(true, at, "%3d", 0, 3) ? 3 : 0;
    }
    return at;
  }
}
