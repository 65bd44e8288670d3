package dev.rolecall.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.jspecify.annotations.Nullable;

/**
 * Compares the working tree with the commit that is checked out, by content. Files whose bytes
 * differ get a second look with git's end-of-line rules and filters.
 */
final class WorkingTreeCheck {
  /** The signature, the version and the number of entries. */
  private static final int INDEX_HEAD = 3 * Integer.BYTES;

  /** The least bytes of one entry: its times, its id, its flags, and a name. */
  private static final int INDEX_ENTRY = 62;

  private final Repository repository;
  private final Subtree subtree;
  private final WorkingFiles working;

  WorkingTreeCheck(Repository repository, Subtree subtree, WorkingFiles working) {
    this.repository = repository;
    this.subtree = subtree;
    this.working = working;
  }

  List<String> differences(Globs globs, Set<String> names) throws IOException {
    Map<String, TreeFile> here = files(working, globs, names);
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      return List.copyOf(new TreeSet<>(here.keySet()));
    }
    String name = "commit " + head.name();
    ObjectId tree;
    try (RevWalk walk = new RevWalk(repository)) {
      tree = UnreadableObjectException.named(name, () -> walk.parseCommit(head).getTree().copy());
    }
    var committed = new CommitFiles(repository, subtree, name, tree);
    Map<String, TreeFile> there = files(committed, globs, names);
    TreeSet<String> paths = new TreeSet<>(here.keySet());
    paths.addAll(there.keySet());
    List<String> unequal = new ArrayList<>();
    for (String path : paths) {
      if (!same(here.get(path), there.get(path))) {
        unequal.add(path);
      }
    }
    if (!unequal.isEmpty()) {
      Set<String> equalToGit = equalToGit(unequal, tree);
      unequal.removeIf(equalToGit::contains);
    }
    return List.copyOf(unequal);
  }

  private static Map<String, TreeFile> files(FileTree tree, Globs globs, Set<String> names)
      throws IOException {
    Map<String, TreeFile> files = new HashMap<>();
    for (TreeFile file : tree.list(globs)) {
      files.put(file.path(), file);
    }
    for (String name : names) {
      tree.file(name).ifPresent(file -> files.put(name, file));
    }
    return files;
  }

  private static boolean same(@Nullable TreeFile here, @Nullable TreeFile there) {
    if (here == null || there == null || here.symbolicLink() || there.symbolicLink()) {
      return false;
    }
    try {
      return here.contentId().equals(there.contentId());
    } catch (IOException e) {
      return false; // too large or unreadable: the second look decides
    }
  }

  /** Which of these files git would store as they already are in the commit. */
  private Set<String> equalToGit(List<String> paths, ObjectId tree) throws IOException {
    Set<String> equal = new TreeSet<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
      int committed = walk.addTree(tree);
      FileTreeIterator files = new FileTreeIterator(repository);
      int here = walk.addTree(files);
      Optional<DirCache> index = index();
      if (index.isPresent()) {
        files.setDirCacheIterator(walk, walk.addTree(new DirCacheIterator(index.get())));
      }
      walk.setRecursive(true);
      walk.setFilter(PathFilterGroup.createFromStrings(paths.stream().map(subtree::path).toList()));
      while (walk.next()) {
        boolean bothThere = walk.getRawMode(committed) != 0 && walk.getRawMode(here) != 0;
        // For a file, JGit's id is the id of what git add would store, so after all conversions.
        if (bothThere && walk.idEqual(committed, here)) {
          String path = PathNames.decodePath(walk.getRawPath());
          equal.add(path.substring(subtree.path("").length()));
        }
      }
    }
    return equal;
  }

  /**
   * Only saves reading files that did not change: a sparse or split one, which JGit does not read,
   * is done without.
   */
  private Optional<DirCache> index() {
    try {
      return saysWhatItHolds(repository.getIndexFile().toPath())
          ? Optional.of(repository.readDirCache())
          : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** JGit makes room for as many entries as the file says it has, whatever its size. */
  private static boolean saysWhatItHolds(Path index) throws IOException {
    if (!Files.isRegularFile(index)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(index)) {
      byte[] head = in.readNBytes(INDEX_HEAD);
      return head.length == INDEX_HEAD
          && Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(2 * Integer.BYTES)) * INDEX_ENTRY
              <= Files.size(index);
    }
  }
}
