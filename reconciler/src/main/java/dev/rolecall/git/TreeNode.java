package dev.rolecall.git;

import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What is to become of one entry of a tree: a leaf, a folder with changes in it, or nothing. */
final class TreeNode {
  /** What is changed below; unused while there is a leaf. */
  final SortedMap<String, TreeNode> children = new TreeMap<>();

  /** Whether what the base has here goes. */
  boolean cleared;

  @Nullable ObjectId leaf;
  FileMode mode = FileMode.REGULAR_FILE;

  /** Whether something was put below, so that a file of the base here goes. */
  boolean folder;

  /** The node at a path, made where it is missing; each node on the way becomes a folder. */
  TreeNode at(String path) {
    TreeNode node = this;
    for (String name : path.split("/", -1)) {
      node.leaf = null;
      node.folder = true;
      node = node.children.computeIfAbsent(name, _ -> new TreeNode());
    }
    return node;
  }

  /** Removes what is at a path; what is on the way stays what it is. */
  void remove(String path) {
    TreeNode node = this;
    for (String name : path.split("/", -1)) {
      if (node.leaf != null) {
        return; // below a file there is nothing
      }
      node = node.children.computeIfAbsent(name, _ -> new TreeNode());
    }
    node.become(FileMode.TREE, null);
  }

  /** Whether a file of the base stays here: all there is, is a removal below it. */
  boolean spares() {
    return !cleared && !folder;
  }

  void become(FileMode what, @Nullable ObjectId id) {
    children.clear();
    cleared = true;
    mode = what;
    leaf = id;
  }
}
