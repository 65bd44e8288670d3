package dev.rolecall.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder as they stand on disk. Needs no git and loads no class of JGit, so that
 * {@code validate} starts fast; must not be used for what a commit holds.
 */
public final class WorkingFiles implements FileTree {
  private static final String GIT = ".git";
  private static final String OWN = ".rolecall";

  private final Path root;

  public WorkingFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public List<TreeFile> list(Globs globs) throws IOException {
    Walk walk = new Walk(globs);
    // A root that is itself a link is the user's choice; only what is below must not be one.
    Files.walkFileTree(root.toRealPath(), walk);
    walk.found.sort(Comparator.comparing(TreeFile::path));
    return List.copyOf(walk.found);
  }

  @Override
  public Optional<TreeFile> file(String path) throws IOException {
    PathNames.requirePlain(path);
    Path place = root.toRealPath();
    BasicFileAttributes attributes = null;
    for (String name : path.split("/", -1)) {
      if (attributes != null && !attributes.isDirectory()) {
        return Optional.empty();
      }
      place = place.resolve(name);
      try {
        attributes =
            Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
    if (attributes == null || attributes.isDirectory()) {
      return Optional.empty();
    }
    return Optional.of(new WorkingFile(path, place, attributes, null));
  }

  @Override
  public Aside aside(Globs globs) throws IOException {
    return AsideWalk.of(root, globs);
  }

  /** Collects what the globs match; leaves out folders below which they can match nothing. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Globs globs;
    private final List<TreeFile> found = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();

    Walk(Globs globs) {
      this.globs = globs;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (prefixes.isEmpty()) {
        prefixes.add("");
        return FileVisitResult.CONTINUE;
      }
      String path = path(folder);
      String name = path.substring(prefixes.getLast().length());
      if (name.equals(GIT)
          || path.equals(OWN)
          || !globs.mayMatchBelow(path)
          || Files.exists(folder.resolve(GIT), LinkOption.NOFOLLOW_LINKS)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      prefixes.add(path + "/");
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      prefixes.removeLast();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = path(file);
      if (attributes.isSymbolicLink() ? globs.concernsLink(path) : globs.match(path)) {
        found.add(new WorkingFile(path, file, attributes, null));
      }
      return FileVisitResult.CONTINUE;
    }

    /** A file or folder that cannot be looked at is listed, so that reading it tells why. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (prefixes.isEmpty()) {
        throw failure;
      }
      String path = path(file);
      boolean vanished = failure instanceof NoSuchFileException;
      if (!vanished && (globs.match(path) || globs.mayMatchBelow(path))) {
        found.add(new WorkingFile(path, file, null, failure));
      }
      return FileVisitResult.CONTINUE;
    }

    private String path(Path file) {
      return prefixes.getLast() + PathNames.of(file);
    }
  }
}
