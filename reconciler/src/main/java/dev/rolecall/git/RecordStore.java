package dev.rolecall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The objects of records, fetched and made, in a bare repository of their own under the git
 * directory, so that the user's clone becomes neither larger nor shallow. It borrows the objects of
 * the clone and has no refs, so no lock file of one can block it; several processes may use it at
 * once, since objects are only added. Everything in it can be fetched again.
 */
final class RecordStore {
  /** Another number here, and every store is made anew. */
  private static final String VERSION = "1\n";

  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = true
      [gc]
      \tauto = 0
      """;

  private final Path place;

  /**
   * The store of a clone.
   *
   * @param commonDir the git directory that all work trees of the clone share
   */
  RecordStore(Path commonDir) {
    this.place = commonDir.resolve("rolecall").resolve("record.git");
  }

  /** Opens it, and makes it first where it is missing, broken or of another version. */
  Repository open() throws IOException {
    if (!isWhole()) {
      remake();
    }
    try {
      return build();
    } catch (IOException e) {
      remake();
      return build();
    }
  }

  /** Puts a new one in its place; who has the old one open goes on with what is open. */
  void remake() throws IOException {
    Path folder = place.getParent();
    if (folder == null) {
      throw new IOException("no folder for " + place);
    }
    Files.createDirectories(folder);
    Path made = Files.createTempDirectory(folder, "record-new-");
    write(made);
    for (int tries = 0; ; tries++) {
      try {
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        if (tries > 3) {
          throw e;
        }
      } catch (IOException e) {
        if (tries > 3 || !Files.exists(place)) {
          throw e;
        }
      }
      setAside(folder);
    }
  }

  /** The commit that was fetched or made last for this key, if its tree is here in full. */
  Optional<ObjectId> last(String key) {
    try {
      String text = Files.readString(tip(key)).strip();
      return ObjectId.isId(text) ? Optional.of(ObjectId.fromString(text)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no more than a hint
    }
  }

  void remember(String key, ObjectId commit) throws IOException {
    Path file = tip(key);
    Path made = Files.createTempFile(place, "tip-", ".new");
    Files.writeString(made, commit.name() + "\n");
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path tip(String key) {
    return place.resolve("tip-" + BlobId.of(key.getBytes(StandardCharsets.UTF_8)));
  }

  private Repository build() throws IOException {
    return new RepositoryBuilder().setGitDir(place.toFile()).setBare().setMustExist(true).build();
  }

  private boolean isWhole() {
    try {
      PackIndexes.check(place.resolve("objects"));
      return Files.readString(place.resolve("rolecall-version")).equals(VERSION)
          && Files.readString(place.resolve("HEAD")).startsWith("ref: ")
          && Files.readString(place.resolve("config")).equals(CONFIG)
          && Files.isDirectory(place.resolve("refs"))
          && Files.isRegularFile(place.resolve("objects/info/alternates"))
          && Files.isDirectory(place.resolve("objects/pack"))
          && Files.notExists(place.resolve("shallow"));
    } catch (IOException e) {
      return false;
    }
  }

  private static void write(Path made) throws IOException {
    Files.createDirectories(made.resolve("objects/info"));
    Files.createDirectories(made.resolve("objects/pack"));
    Files.createDirectories(made.resolve("refs"));
    // Relative, so that a clone that is moved takes its store along.
    Files.writeString(made.resolve("objects/info/alternates"), "../../../objects\n");
    Files.writeString(made.resolve("HEAD"), "ref: refs/heads/none\n");
    Files.writeString(made.resolve("config"), CONFIG);
    Files.writeString(made.resolve("rolecall-version"), VERSION);
  }

  private void setAside(Path folder) throws IOException {
    Path old = Files.createTempDirectory(folder, "record-old-");
    try {
      Files.move(place, old.resolve("record.git"), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Another process was faster.
    }
    delete(old);
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
