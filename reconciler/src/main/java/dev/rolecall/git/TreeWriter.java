package dev.rolecall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/** Writes the trees that {@link TreeNode} asks for; reads those of the base on the same paths. */
final class TreeWriter {
  private final ObjectReader reader;
  private final ObjectSink sink;

  /**
   * A writer onto one base.
   *
   * @param reader of the trees of the base
   */
  TreeWriter(ObjectReader reader, ObjectSink sink) {
    this.reader = reader;
    this.sink = sink;
  }

  /**
   * One entry.
   *
   * @param name its bytes, each as a char, so that odd names survive
   */
  private record Entry(String name, FileMode mode, ObjectId id) {
    /** Sorts as git does: by bytes, a folder as if its name ended with a slash. */
    String key() {
      return FileMode.TREE.equals(mode) ? name + "/" : name;
    }
  }

  /** The tree with the changes in it; null when nothing is left of it. */
  @Nullable ObjectId write(@Nullable ObjectId base, TreeNode node) throws IOException {
    Map<String, Entry> entries = entries(node.cleared ? null : base);
    for (Map.Entry<String, TreeNode> child : node.children.entrySet()) {
      String name =
          new String(child.getKey().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      @Nullable Entry old = remove(entries, name);
      boolean folder = old != null && FileMode.TREE.equals(old.mode());
      @Nullable Entry now = entry(name, folder ? old : null, child.getValue());
      if (now == null && old != null && !folder && child.getValue().spares()) {
        now = old; // a removal below a file: nothing was there
      }
      if (now != null) {
        entries.put(now.key(), now);
      }
    }
    if (entries.isEmpty()) {
      return null;
    }
    TreeFormatter tree = new TreeFormatter();
    for (Entry entry : entries.values()) {
      tree.append(entry.name().getBytes(StandardCharsets.ISO_8859_1), entry.mode(), entry.id());
    }
    return sink.insert(Constants.OBJ_TREE, tree.toByteArray());
  }

  /** What a folder is after the changes; null when it is not there. */
  @Nullable ObjectId folder(@Nullable ObjectId base, TreeNode root, String path)
      throws IOException {
    @Nullable ObjectId tree = base;
    @Nullable TreeNode node = root;
    for (String name : path.split("/", -1)) {
      if (node != null && node.cleared) {
        tree = null;
      }
      if (tree != null) {
        @Nullable Entry entry = entries(tree).get(name + "/");
        tree = entry == null ? null : entry.id();
      }
      node = node == null ? null : node.children.get(name);
      if (node != null && node.leaf != null) {
        return FileMode.TREE.equals(node.mode) ? node.leaf : null;
      }
    }
    return node == null ? tree : write(tree, node);
  }

  private @Nullable Entry entry(String name, @Nullable Entry oldFolder, TreeNode node)
      throws IOException {
    if (node.leaf != null) {
      return new Entry(name, node.mode, node.leaf);
    }
    @Nullable ObjectId tree = write(oldFolder == null ? null : oldFolder.id(), node);
    return tree == null ? null : new Entry(name, FileMode.TREE, tree);
  }

  private Map<String, Entry> entries(@Nullable ObjectId tree) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    if (tree == null) {
      return entries;
    }
    CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
    for (; !parser.eof(); parser.next()) {
      String name =
          new String(
              parser.getEntryPathBuffer(),
              0,
              parser.getEntryPathLength(),
              StandardCharsets.ISO_8859_1);
      Entry entry = new Entry(name, parser.getEntryFileMode(), parser.getEntryObjectId());
      entries.put(entry.key(), entry);
    }
    return entries;
  }

  private static @Nullable Entry remove(Map<String, Entry> entries, String name) {
    Entry file = entries.remove(name);
    Entry folder = entries.remove(name + "/");
    return file == null ? folder : file;
  }
}
