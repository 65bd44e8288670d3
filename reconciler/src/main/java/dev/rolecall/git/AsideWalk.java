package dev.rolecall.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects what a folder on disk has beside the files that some globs match. */
final class AsideWalk extends SimpleFileVisitor<Path> {
  /** A folder with such a file is a roles repository by itself. */
  static final String SETTINGS = "rolecall.yaml";

  private final Path root;
  private final Globs globs;
  private final List<TreeFile> files = new ArrayList<>();
  private final List<String> repositories = new ArrayList<>();
  private int looked;

  private AsideWalk(Path root, Globs globs) {
    this.root = root;
    this.globs = globs;
  }

  static Aside of(Path root, Globs globs) throws IOException {
    var walk = new AsideWalk(root.toRealPath(), globs);
    Files.walkFileTree(walk.root, walk);
    walk.files.sort(Comparator.comparing(TreeFile::path));
    walk.repositories.sort(Comparator.naturalOrder());
    return new Aside(walk.files, walk.repositories, walk.looked <= Aside.LIMIT);
  }

  /** Whether a file of this name could be meant as one of documents. */
  static boolean isYaml(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return !name.equals(SETTINGS) && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (folder.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    String path = path(folder);
    if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      if (globs.mayMatchBelow(path)) {
        repositories.add(path);
      }
      return FileVisitResult.SKIP_SUBTREE;
    }
    boolean another = Files.exists(folder.resolve(SETTINGS), LinkOption.NOFOLLOW_LINKS);
    return another || PathNames.of(folder).startsWith(".") ? FileVisitResult.SKIP_SUBTREE : more();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      String path = path(file);
      if (isYaml(path) && !globs.match(path)) {
        files.add(new WorkingFile(path, file, attributes, null));
      }
    }
    return more();
  }

  /** What cannot be looked at is told of where it counts. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    return more();
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
    return FileVisitResult.CONTINUE;
  }

  private FileVisitResult more() {
    return ++looked > Aside.LIMIT ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }

  private String path(Path file) {
    var names = new ArrayList<String>();
    for (@Nullable Path at = file; at != null && !at.equals(root); at = at.getParent()) {
      names.addFirst(PathNames.of(at));
    }
    return String.join("/", names);
  }
}
