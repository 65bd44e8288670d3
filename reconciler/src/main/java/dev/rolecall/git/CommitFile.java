package dev.rolecall.git;

import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** One file of a commit; needs its repository to be open. */
record CommitFile(
    Repository repository, String source, String path, ObjectId blob, boolean symbolicLink)
    implements TreeFile {

  @Override
  public long size() throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return named(() -> reader.getObjectSize(blob, Constants.OBJ_BLOB));
    }
  }

  @Override
  public byte[] bytes() throws IOException {
    if (symbolicLink) {
      throw new IOException("it is a symbolic link");
    }
    try (ObjectReader reader = repository.newObjectReader()) {
      ObjectLoader content = named(() -> reader.open(blob, Constants.OBJ_BLOB));
      if (content.getSize() > SIZE_LIMIT) {
        throw new IOException("it is larger than 16 MiB");
      }
      return content.getBytes();
    }
  }

  private <T> T named(UnreadableObjectException.Reading<T> reading) throws IOException {
    return UnreadableObjectException.named("%s of %s".formatted(path, source), reading);
  }

  @Override
  public String contentId() {
    return blob.name();
  }
}
