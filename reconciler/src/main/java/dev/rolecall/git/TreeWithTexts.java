package dev.rolecall.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tree will be with some files written, each in the place of that of the same path, and some
 * removed.
 */
public final class TreeWithTexts implements FileTree {
  private final FileTree tree;
  private final SortedMap<String, TreeFile> texts = new TreeMap<>();
  private final Set<String> gone;

  public TreeWithTexts(FileTree tree, Collection<TextFile> texts) {
    this(tree, texts, Set.of());
  }

  /**
   * With files removed as well.
   *
   * @param gone their paths
   */
  public TreeWithTexts(FileTree tree, Collection<TextFile> texts, Set<String> gone) {
    this.tree = tree;
    this.gone = Set.copyOf(gone);
    texts.forEach(text -> this.texts.put(text.path(), text));
  }

  /** These files and no other. */
  public static FileTree of(Collection<TextFile> texts) {
    return new TreeWithTexts(new NoFiles(), texts);
  }

  @Override
  public List<TreeFile> list(Globs globs) throws IOException {
    var all = new ArrayList<TreeFile>();
    tree.list(globs).stream()
        .filter(file -> !texts.containsKey(file.path()) && !gone.contains(file.path()))
        .forEach(all::add);
    texts.values().stream().filter(file -> globs.match(file.path())).forEach(all::add);
    all.sort(Comparator.comparing(TreeFile::path));
    return List.copyOf(all);
  }

  @Override
  public Optional<TreeFile> file(String path) throws IOException {
    PathNames.requirePlain(path);
    if (texts.containsKey(path)) {
      return Optional.ofNullable(texts.get(path));
    }
    return gone.contains(path) ? Optional.empty() : tree.file(path);
  }

  @Override
  public Aside aside(Globs globs) throws IOException {
    return tree.aside(globs);
  }

  private record NoFiles() implements FileTree {
    @Override
    public List<TreeFile> list(Globs globs) {
      return List.of();
    }

    @Override
    public Optional<TreeFile> file(String path) {
      return Optional.empty();
    }

    @Override
    public Aside aside(Globs globs) {
      return Aside.NOTHING;
    }
  }
}
