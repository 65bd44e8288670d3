package dev.rolecall.git;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A file that is on no disk yet. */
public record TextFile(String path, String text) implements TreeFile {
  @Override
  public long size() {
    return bytes().length;
  }

  @Override
  public boolean symbolicLink() {
    return false;
  }

  @Override
  public byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  @Override
  public String contentId() {
    return BlobId.of(bytes());
  }
}
