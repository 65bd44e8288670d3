package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Changes a few places of what comes from outside. */
final class Damage {
  private static final List<String> PIECES =
      List.of(
          "null",
          "~",
          "true",
          "-1",
          "0x",
          "1e400",
          "99999999999999999999999",
          "2026-13-45",
          "+999999999-12-31T23:59:59Z",
          "&a ",
          "*a",
          "!!binary ",
          "<<: ",
          "---\n",
          "...\n",
          "? ",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "'",
          "\t",
          "\r",
          "\n",
          "\u0000",
          "\u202e",
          "\ufeff",
          "\ud83d",
          "%41",
          "../../x",
          ":",
          "#",
          "\\u0000",
          "é",
          "x".repeat(5_000),
          "[".repeat(100),
          "a: ".repeat(50));

  private Damage() {}

  static String to(String text, Random random) {
    return new String(to(text.getBytes(UTF_8), random), ISO_8859_1);
  }

  static byte[] to(byte[] bytes, Random random) {
    String text = new String(bytes, ISO_8859_1);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = text.isEmpty() ? 0 : random.nextInt(text.length());
      int to = Math.min(text.length(), at + 1 + random.nextInt(20));
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      String raw = new String(piece.getBytes(UTF_8), ISO_8859_1);
      text =
          switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + raw + text.substring(at);
            case 1 -> text.substring(0, at) + raw + text.substring(to);
            case 2 -> text.substring(0, at) + text.substring(to);
            case 3 -> text.substring(0, at) + text.substring(at, to).repeat(3) + text.substring(to);
            default -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(to);
          };
    }
    return text.getBytes(ISO_8859_1);
  }
}
