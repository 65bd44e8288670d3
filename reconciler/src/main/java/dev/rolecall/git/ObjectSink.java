package dev.rolecall.git;

import java.io.IOException;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Takes new objects: the first as a file each, as a small run has few, and all further ones in one
 * pack, as the first record of a large tenant has 100,000. Close it without a flush and the pack is
 * gone.
 */
final class ObjectSink implements AutoCloseable {
  private static final int LOOSE = 100;

  private final Repository repository;
  private final ObjectInserter loose;
  private @Nullable ObjectInserter pack;
  private int count;

  ObjectSink(Repository repository) {
    this.repository = repository;
    this.loose = repository.newObjectInserter();
  }

  ObjectId insert(int type, byte[] content) throws IOException {
    count++;
    if (count <= LOOSE) {
      return loose.insert(type, content);
    }
    if (pack == null) {
      PackInserter inserter = ((ObjectDirectory) repository.getObjectDatabase()).newPackInserter();
      inserter.checkExisting(true);
      pack = inserter;
    }
    return pack.insert(type, content);
  }

  /** The object that names the others, so that it is never there without them. */
  ObjectId insertLast(int type, byte[] content) throws IOException {
    flush();
    ObjectId id = loose.insert(type, content);
    loose.flush();
    return id;
  }

  void flush() throws IOException {
    loose.flush();
    if (pack != null) {
      pack.flush();
      pack.close();
      pack = null;
    }
  }

  @Override
  public void close() {
    loose.close();
    if (pack != null) {
      pack.close();
      pack = null;
    }
  }
}
