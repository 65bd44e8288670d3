package dev.rolecall.git;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/**
 * A clone whose readers say which object is damaged. Of a file that ends early JGit says only that
 * its bytes do.
 */
final class CheckedRepository extends FileRepository {
  /**
   * Opens it.
   *
   * @throws InvalidInputException when it has no objects, a format that is not read, or a HEAD that
   *     leads nowhere
   */
  static Repository open(RepositoryBuilder options) throws IOException {
    Repository opened = made(options);
    try {
      Optional<String> odd = CloneFormat.notRead(opened.getConfig());
      if (odd.isPresent()) {
        throw unreadable("The clone has %s.".formatted(odd.get()));
      }
      new CheckedHead(opened).check();
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What JGit says of a configuration is for whoever wrote JGit: it leaves out the file. */
  private static Repository made(RepositoryBuilder options) throws IOException {
    try {
      return new CheckedRepository(options);
    } catch (FileSystemException | UnreadableObjectException e) {
      throw e;
    } catch (IOException e) {
      String why = RemoteWords.line(e.getMessage(), "its format is not known");
      if (e.getCause() instanceof ConfigInvalidException invalid) {
        // The line itself may hold a secret.
        why = "its configuration is not understood: " + RemoteWords.line(invalid.getMessage(), why);
      }
      throw unreadable("The clone cannot be opened: %s.".formatted(why));
    }
  }

  private static InvalidInputException unreadable(String message) {
    return new InvalidInputException(Problem.error(RuleId.UNREADABLE_CLONE, null, message));
  }

  private CheckedRepository(RepositoryBuilder options) throws IOException {
    super(options.setup());
    Path folder = getObjectDatabase().getDirectory().toPath();
    if (!getObjectDatabase().exists()) {
      close();
      throw unreadable("The clone has no objects: %s is not there.".formatted(folder));
    }
    try {
      PackIndexes.check(folder);
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
