package dev.rolecall.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Reads commits of a chain and their files where they are; fetches nothing. */
final class ChainObjects {
  /** Larger than any file of a record, and small enough for memory. */
  private static final int FILE_LIMIT = 64 << 20;

  private ChainObjects() {}

  /** One commit, without asking for its parents. */
  static ChainCommit parse(Repository repository, ObjectId id) throws IOException {
    return ChainCommit.of(raw(repository, id));
  }

  static ObjectId tree(Repository repository, ObjectId commit) throws IOException {
    return raw(repository, commit).getTree().copy();
  }

  private static RevCommit raw(Repository repository, ObjectId id) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return RevCommit.parse(bytes(reader, id, Constants.OBJ_COMMIT));
    } catch (IncorrectObjectTypeException e) {
      throw new IOException(id.name() + " is not a commit", e);
    }
  }

  /**
   * The chain from a commit on, newest first, as far as it is here.
   *
   * @return ends with a commit whose parent is missing, or that has none
   */
  static List<ChainCommit> walk(Repository repository, ObjectId tip) throws IOException {
    List<ChainCommit> found = new ArrayList<>();
    @Nullable String next = tip.name();
    while (next != null) {
      ChainCommit commit;
      try {
        commit = parse(repository, ObjectId.fromString(next));
      } catch (MissingObjectException e) {
        if (found.isEmpty()) {
          throw e;
        }
        break;
      }
      found.add(commit);
      next = commit.parent();
    }
    return found;
  }

  static Optional<byte[]> read(Repository repository, ObjectId tree, String path)
      throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
      if (walk == null || !isFile(walk)) {
        return Optional.empty();
      }
      return Optional.of(bytes(reader, walk.getObjectId(0), Constants.OBJ_BLOB));
    }
  }

  static byte[] blob(Repository repository, String id) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return bytes(reader, ObjectId.fromString(id), Constants.OBJ_BLOB);
    }
  }

  /**
   * Path below the folder to blob id; none where there is no such folder.
   *
   * @throws OddEntryException when the folder is something else, or holds a link or a submodule: a
   *     program writes neither, and what is passed over would count as not there
   */
  static SortedMap<String, String> blobs(Repository repository, ObjectId tree, String folder)
      throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(repository, reader)) {
      Optional<ObjectId> top = new Subtree(folder).of(reader, tree);
      if (top.isEmpty()) {
        try (TreeWalk there = TreeWalk.forPath(reader, folder, tree)) {
          if (there != null) {
            throw new OddEntryException(folder + " is no folder");
          }
        }
        return found;
      }
      walk.addTree(top.get());
      walk.setRecursive(true);
      while (walk.next()) {
        String path = PathNames.decodePath(walk.getRawPath());
        if (!isFile(walk)) {
          throw new OddEntryException(folder + "/" + path + " is no file");
        }
        found.put(path, walk.getObjectId(0).name());
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  private static byte[] bytes(ObjectReader reader, ObjectId id, int type) throws IOException {
    try {
      return reader.open(id, type).getBytes(FILE_LIMIT);
    } catch (LargeObjectException e) {
      throw new RemoteException("The object %s is larger than 64 MiB.".formatted(id.name()));
    }
  }

  private static boolean isFile(TreeWalk walk) {
    int mode = walk.getRawMode(0);
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }
}
