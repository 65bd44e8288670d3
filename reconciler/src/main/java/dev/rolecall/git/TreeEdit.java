package dev.rolecall.git;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a tree, applied in the order of the calls; a folder that none of them names is neither
 * read nor written. Used once, by {@link ChainBranch#append}. Not safe for several threads.
 *
 * <p>Paths are relative, with {@code /}. A folder that loses its last file is gone. What is put is
 * stored at once, so memory holds no content; a failure of it is thrown by the append.
 */
public final class TreeEdit {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

  private final ObjectSink sink;
  private final @Nullable ChainCommit base;
  private final TreeNode root = new TreeNode();
  private final Map<String, String> copies = new LinkedHashMap<>();
  private @Nullable IOException failure;

  TreeEdit(ObjectSink sink, @Nullable ChainCommit base) {
    this.sink = sink;
    this.base = base;
  }

  /**
   * Writes a file.
   *
   * @throws IllegalArgumentException for a path that is not plain
   */
  public TreeEdit put(String path, byte[] bytes) {
    TreeNode node = root.at(checked(path));
    try {
      node.become(FileMode.REGULAR_FILE, sink.insert(Constants.OBJ_BLOB, bytes));
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
    return this;
  }

  /** Writes a file whose content the clone or the record's store has already. */
  public TreeEdit putBlob(String path, String blobId) {
    if (!ID.matcher(blobId).matches()) {
      throw new IllegalArgumentException("not the id of a blob: " + blobId);
    }
    root.at(checked(path)).become(FileMode.REGULAR_FILE, ObjectId.fromString(blobId));
    return this;
  }

  /** Removes a file or a whole folder; nothing happens when it is not there. */
  public TreeEdit remove(String path) {
    root.remove(checked(path));
    return this;
  }

  /** The folder becomes exactly these files: path below it to blob id. */
  public TreeEdit replaceFolder(String path, SortedMap<String, String> blobs) {
    remove(path);
    blobs.forEach((name, id) -> putBlob(path + "/" + name, id));
    return this;
  }

  /**
   * The folder {@code to} becomes what {@code from} is after all other edits, whenever this is
   * called. A folder that is itself copied cannot be copied from.
   */
  public TreeEdit copyFolder(String from, String to) {
    copies.put(checked(to), checked(from));
    return this;
  }

  @Nullable ChainCommit base() {
    return base;
  }

  /** Folder to the one that it is a copy of. */
  Map<String, String> copies() {
    return copies;
  }

  ObjectSink sink() {
    return sink;
  }

  /**
   * Writes the changed trees.
   *
   * @param baseTree null: an empty one
   * @return the id of the whole tree
   */
  ObjectId write(TreeWriter writer, @Nullable ObjectId baseTree) throws IOException {
    if (failure != null) {
      throw failure;
    }
    for (Map.Entry<String, String> copy : copies.entrySet()) {
      ObjectId from = writer.folder(baseTree, root, copy.getValue());
      root.at(copy.getKey()).become(FileMode.TREE, from);
    }
    ObjectId tree = writer.write(baseTree, root);
    return tree == null ? sink.insert(Constants.OBJ_TREE, new byte[0]) : tree;
  }

  private static String checked(String path) {
    PathNames.requirePlain(path);
    for (String name : path.split("/", -1)) {
      if (name.equalsIgnoreCase(Constants.DOT_GIT)) {
        throw new IllegalArgumentException("not a name for a file of a commit: " + path);
      }
    }
    return path;
  }
}
