package dev.rolecall.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** A chain on a branch of the clone itself. */
final class LocalChain implements Chain {
  /** A lock file that is older was left behind by a process that died. */
  private static final Duration STALE = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int PAUSES = 100;

  private final Repository clone;
  private final Path commonDir;
  private final String ref;

  LocalChain(Repository clone, Path commonDir, String ref) {
    this.clone = clone;
    this.commonDir = commonDir;
    this.ref = ref;
  }

  @Override
  public String describe() {
    return "this clone " + ref;
  }

  @Override
  public String ref() {
    return ref;
  }

  @Override
  public Repository objects() {
    return clone;
  }

  @Override
  public Optional<ObjectId> tip() throws IOException {
    return ask(ref);
  }

  @Override
  public Optional<ObjectId> ask(String name) throws IOException {
    @Nullable Ref found = clone.exactRef(name);
    return found == null ? Optional.empty() : Optional.ofNullable(found.getObjectId());
  }

  @Override
  public void deepen(ObjectId tip, ObjectId oldest) throws IOException {
    throw new IOException(
        "this clone has not all commits of %s; run git fetch --unshallow".formatted(ref));
  }

  @Override
  public void mend(ObjectId commit) throws IOException {
    throw new IOException(
        "objects of %s are missing in this clone or broken; see git fsck".formatted(ref));
  }

  @Override
  public Appended move(ObjectId expected, ChainCommit to, NewObjects objects) throws IOException {
    ObjectId target = ObjectId.fromString(to.id());
    Collection<String> inTheWay = clone.getRefDatabase().getConflictingNames(ref);
    if (!inTheWay.isEmpty()) {
      return new Appended.Refused(
          "%s stands in the way of %s".formatted(inTheWay.iterator().next(), ref));
    }
    for (int pauses = 0; ; pauses++) {
      ObjectId now = tip().orElse(ObjectId.zeroId());
      if (!now.equals(expected)) {
        return new Appended.Lost(commit(now));
      }
      if (update(expected, target)) {
        return new Appended.Landed(to);
      }
      Path lock = commonDir.resolve(ref + ".lock");
      if (isStale(lock)) {
        return new Appended.Refused(
            ("the lock file %s was left behind more than a minute ago; make sure that no git"
                    + " command is running and delete it")
                .formatted(lock));
      }
      if (pauses == PAUSES) {
        return new Appended.Refused(
            "another process holds the lock file %s; try again".formatted(lock));
      }
      RefPause.pause(PAUSE);
    }
  }

  @Override
  public void close() {
    // The clone is the caller's.
  }

  /** False when another process has the lock, or has moved the branch. */
  private boolean update(ObjectId from, ObjectId to) throws IOException {
    RefUpdate update = clone.updateRef(ref);
    update.setExpectedOldObjectId(from);
    update.setNewObjectId(to);
    update.setForceUpdate(true);
    update.disableRefLog();
    RefUpdate.Result result = update.update();
    return switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> true;
      case LOCK_FAILURE -> false;
      case IO_FAILURE,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON,
          NOT_ATTEMPTED,
          RENAMED ->
          throw new IOException("could not write " + ref + ": " + result);
    };
  }

  /** By the clock of the file system, which wrote the other time too. */
  private boolean isStale(Path lock) throws IOException {
    FileTime then;
    try {
      then = Files.getLastModifiedTime(lock);
    } catch (NoSuchFileException e) {
      return false;
    }
    Path probe = Files.createTempFile(commonDir, "rolecall-clock-", ".tmp");
    try {
      FileTime now = Files.getLastModifiedTime(probe);
      return Duration.between(then.toInstant(), now.toInstant()).compareTo(STALE) > 0;
    } finally {
      Files.delete(probe);
    }
  }

  private Optional<ChainCommit> commit(ObjectId id) throws IOException {
    return id.equals(ObjectId.zeroId())
        ? Optional.empty()
        : Optional.of(ChainObjects.parse(clone, id));
  }
}
