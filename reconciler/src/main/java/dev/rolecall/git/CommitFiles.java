package dev.rolecall.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of one commit, read from git's objects; nothing is checked out. */
final class CommitFiles implements FileTree {
  private final Repository repository;
  private final Subtree subtree;
  private final String source;
  private final ObjectId tree;

  /**
   * @param subtree where DIR is in the tree
   * @param source what the files are of, for messages: {@code commit 4f1c2ab}
   * @param tree the tree of the commit
   */
  CommitFiles(Repository repository, Subtree subtree, String source, ObjectId tree) {
    this.repository = repository;
    this.subtree = subtree;
    this.source = source;
    this.tree = tree;
  }

  private <T> T named(UnreadableObjectException.Reading<T> reading) throws IOException {
    return UnreadableObjectException.named("a folder of " + source, reading);
  }

  @Override
  public List<TreeFile> list(Globs globs) throws IOException {
    return named(() -> listed(globs));
  }

  private List<TreeFile> listed(Globs globs) throws IOException {
    List<TreeFile> found = new ArrayList<>();
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(repository, reader)) {
      Optional<ObjectId> top = subtree.of(reader, tree);
      if (top.isEmpty()) {
        return List.of();
      }
      walk.addTree(top.get());
      walk.setRecursive(true);
      walk.setFilter(new GlobFilter(globs));
      while (walk.next()) {
        boolean link = FileMode.SYMLINK.equals(walk.getRawMode(0));
        String path = PathNames.decodePath(walk.getRawPath());
        found.add(new CommitFile(repository, source, path, walk.getObjectId(0), link));
      }
    }
    found.sort(Comparator.comparing(TreeFile::path));
    return List.copyOf(found);
  }

  @Override
  public Optional<TreeFile> file(String path) throws IOException {
    PathNames.requirePlain(path);
    return named(() -> found(path));
  }

  private Optional<TreeFile> found(String path) throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = TreeWalk.forPath(reader, subtree.path(path), tree)) {
      if (walk == null
          || FileMode.TREE.equals(walk.getRawMode(0))
          || FileMode.GITLINK.equals(walk.getRawMode(0))) {
        return Optional.empty();
      }
      boolean link = FileMode.SYMLINK.equals(walk.getRawMode(0));
      return Optional.of(new CommitFile(repository, source, path, walk.getObjectId(0), link));
    }
  }

  @Override
  public Aside aside(Globs globs) throws IOException {
    return named(() -> lookedAside(globs));
  }

  private Aside lookedAside(Globs globs) throws IOException {
    var files = new ArrayList<TreeFile>();
    var repositories = new ArrayList<String>();
    int looked = 0;
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(repository, reader)) {
      Optional<ObjectId> top = subtree.of(reader, tree);
      if (top.isEmpty()) {
        return Aside.NOTHING;
      }
      walk.addTree(top.get());
      while (walk.next() && ++looked <= Aside.LIMIT) {
        String path = PathNames.decodePath(walk.getRawPath());
        int mode = walk.getRawMode(0);
        if (FileMode.GITLINK.equals(mode)) {
          if (globs.mayMatchBelow(path)) {
            repositories.add(path);
          }
        } else if (FileMode.TREE.equals(mode)) {
          if (!walk.getNameString().startsWith(".") && !hasSettings(reader, walk.getObjectId(0))) {
            walk.enterSubtree();
          }
        } else if (!FileMode.SYMLINK.equals(mode) && AsideWalk.isYaml(path) && !globs.match(path)) {
          files.add(new CommitFile(repository, source, path, walk.getObjectId(0), false));
        }
      }
    }
    files.sort(Comparator.comparing(TreeFile::path));
    return new Aside(files, repositories, looked <= Aside.LIMIT);
  }

  private static boolean hasSettings(ObjectReader reader, ObjectId folder) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(reader, AsideWalk.SETTINGS, folder)) {
      return walk != null;
    }
  }
}
