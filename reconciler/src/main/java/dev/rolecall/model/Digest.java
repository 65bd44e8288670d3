package dev.rolecall.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/**
 * SHA-256 over a sequence of texts, each with its length, so that no two sequences share an input.
 * For recognising content again, not for secrets.
 */
public final class Digest {
  private final MessageDigest sha256;

  public Digest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of these texts, 64 hexadecimal digits. */
  public static String of(String... texts) {
    var digest = new Digest();
    for (String text : texts) {
      digest.add(text);
    }
    return digest.hex();
  }

  public Digest add(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int length = bytes.length;
    sha256.update(
        new byte[] {
          (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
        });
    sha256.update(bytes);
    return this;
  }

  /** Adds the number of items and then each, in their order. */
  public Digest addAll(Collection<?> items) {
    add(Integer.toString(items.size()));
    items.forEach(item -> add(item.toString()));
    return this;
  }

  /** Ends the digest: 64 hexadecimal digits. Call once. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
