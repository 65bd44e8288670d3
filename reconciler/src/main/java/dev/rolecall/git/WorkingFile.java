package dev.rolecall.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** One file on disk, as it was when it was listed. */
final class WorkingFile implements TreeFile {
  private final String path;
  private final Path place;
  private final @Nullable BasicFileAttributes attributes;
  private final @Nullable IOException failure;
  private volatile @Nullable String contentId;

  /**
   * @param attributes of the file itself, not of what it links to; null when they could not be read
   * @param failure why not
   */
  WorkingFile(
      String path,
      Path place,
      @Nullable BasicFileAttributes attributes,
      @Nullable IOException failure) {
    this.path = path;
    this.place = place;
    this.attributes = attributes;
    this.failure = failure;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public long size() {
    return attributes == null ? 0 : attributes.size();
  }

  @Override
  public boolean symbolicLink() {
    return attributes != null && attributes.isSymbolicLink();
  }

  @Override
  public byte[] bytes() throws IOException {
    if (attributes == null) {
      throw new IOException(reason(), failure);
    }
    if (attributes.isSymbolicLink()) {
      throw new IOException("it is a symbolic link");
    }
    if (!attributes.isRegularFile()) {
      throw new IOException("it is not an ordinary file");
    }
    refuseOver(attributes.size());
    try (InputStream in = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes((int) SIZE_LIMIT + 1);
      refuseOver(bytes.length);
      contentId = BlobId.of(bytes);
      return bytes;
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
  }

  /** Computed whenever the bytes are read, so asking for it afterwards costs nothing. */
  @Override
  public String contentId() throws IOException {
    String known = contentId;
    return known != null ? known : BlobId.of(bytes());
  }

  private String reason() {
    return failure instanceof AccessDeniedException
        ? "permission denied"
        : "it could not be looked at";
  }

  private static void refuseOver(long size) throws IOException {
    if (size > SIZE_LIMIT) {
      throw new IOException("it is larger than 16 MiB");
    }
  }
}
