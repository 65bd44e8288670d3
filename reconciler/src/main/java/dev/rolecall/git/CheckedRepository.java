package dev.rolecall.git;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RepositoryBuilder;

/**
 * A clone whose readers say which object is damaged. Of a file that ends early JGit says only that
 * its bytes do.
 */
final class CheckedRepository extends FileRepository {
  /**
   * Opens it.
   *
   * @throws RepositoryNotFoundException when it has no objects
   */
  CheckedRepository(RepositoryBuilder options) throws IOException {
    super(options.setup());
    if (!getObjectDatabase().exists()) {
      close();
      throw new RepositoryNotFoundException(getDirectory());
    }
    try {
      PackIndexes.check(getObjectDatabase().getDirectory().toPath());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public ObjectReader newObjectReader() {
    return new Reader(super.newObjectReader());
  }

  private static final class Reader extends ObjectReader.Filter {
    private final ObjectReader unchecked;

    Reader(ObjectReader unchecked) {
      this.unchecked = unchecked;
    }

    @Override
    protected ObjectReader delegate() {
      return unchecked;
    }

    @Override
    public ObjectReader newReader() {
      return new Reader(unchecked.newReader());
    }

    @Override
    public ObjectLoader open(AnyObjectId id) throws IOException {
      return open(id, OBJ_ANY);
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
      try {
        ObjectLoader loader = unchecked.open(id, type);
        if (loader.isLarge() && loader.getType() != Constants.OBJ_BLOB) {
          // JGit reads these whole, and its exception for it is none of I/O.
          throw new CorruptObjectException(id, "it says that it is larger than 50 MB");
        }
        return loader;
      } catch (EOFException | ZipException e) {
        throw corrupt(id, e);
      }
    }

    @Override
    public long getObjectSize(AnyObjectId id, int type) throws IOException {
      try {
        return unchecked.getObjectSize(id, type);
      } catch (EOFException | ZipException e) {
        throw corrupt(id, e);
      }
    }

    private static CorruptObjectException corrupt(AnyObjectId id, IOException e) {
      var corrupt = new CorruptObjectException(id, String.valueOf(e.getMessage()));
      corrupt.initCause(e);
      return corrupt;
    }
  }
}
