package dev.rolecall.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a tree will be with some files written: each stands in for that of the same path. */
public final class TreeWithTexts implements FileTree {
  private final FileTree tree;
  private final SortedMap<String, TreeFile> texts = new TreeMap<>();

  public TreeWithTexts(FileTree tree, Collection<TextFile> texts) {
    this.tree = tree;
    texts.forEach(text -> this.texts.put(text.path(), text));
  }

  /** These files and no other. */
  public static FileTree of(Collection<TextFile> texts) {
    return new TreeWithTexts(new NoFiles(), texts);
  }

  @Override
  public List<TreeFile> list(Globs globs) throws IOException {
    var all = new ArrayList<TreeFile>();
    tree.list(globs).stream().filter(file -> !texts.containsKey(file.path())).forEach(all::add);
    texts.values().stream().filter(file -> globs.match(file.path())).forEach(all::add);
    all.sort(Comparator.comparing(TreeFile::path));
    return List.copyOf(all);
  }

  @Override
  public Optional<TreeFile> file(String path) throws IOException {
    PathNames.requirePlain(path);
    return texts.containsKey(path) ? Optional.ofNullable(texts.get(path)) : tree.file(path);
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
