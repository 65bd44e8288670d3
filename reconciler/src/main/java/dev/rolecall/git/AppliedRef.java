package dev.rolecall.git;

import dev.rolecall.git.Remote.Answer;
import dev.rolecall.git.Remote.Pushed;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The record of the commit that was applied last to one tenant: {@code
 * refs/rolecall/applied/TENANT}, shared through the remote by compare-and-swap. Beside it, {@code
 * refs/rolecall/shared/TENANT} keeps what the remote said last, so that a move that could not be
 * pushed is told from one that somebody else made, and is not lost.
 */
public final class AppliedRef {
  private final Repository repository;
  private final String ref;
  private final String sharedRef;

  AppliedRef(Repository repository, String tenant) {
    this.repository = repository;
    this.ref = "refs/rolecall/applied/" + tenant;
    this.sharedRef = "refs/rolecall/shared/" + tenant;
    if (tenant.indexOf('/') >= 0 || !Repository.isValidRefName(ref)) {
      throw new IllegalArgumentException("not a name for a git ref: " + tenant);
    }
  }

  /** The whole name of the ref, for messages. */
  public String name() {
    return ref;
  }

  /** What is recorded here; asks no remote. */
  public AppliedCommit read() throws IOException {
    return describe(local(ref));
  }

  /**
   * Asks the remote and takes over what it says, unless only this clone has moved since. The ref
   * here changes, nothing on the remote does. Without a remote this is {@link #read}.
   */
  public Refreshed refresh() throws IOException {
    Optional<Remote> remote = Remote.of(repository);
    if (remote.isEmpty()) {
      return new Refreshed(read(), Optional.empty());
    }
    String name = remote.get().name();
    return switch (remote.get().fetch(ref)) {
      case Answer.Unreachable(String reason) ->
          new Refreshed(
              read(), Optional.of("Could not fetch %s from %s: %s.".formatted(ref, name, reason)));
      case Answer.Absent _ -> {
        forgetShared();
        AppliedCommit here = read();
        yield new Refreshed(
            here,
            here.id()
                .map(id ->
                    "%s has no %s; the record of this clone is used (%s)."
                        .formatted(name, ref, id.substring(0, 7))));
      }
      case Answer.Tip(ObjectId theirs) -> takeOver(theirs, name);
    };
  }

  /**
   * Records that a commit was applied, if nobody has recorded another since.
   *
   * @param expected what {@link #refresh} or {@link #read} said when the run began
   */
  public RefMove moveTo(AppliedCommit expected, Commit commit) throws IOException {
    ObjectId from = expected.id().map(ObjectId::fromString).orElse(ObjectId.zeroId());
    ObjectId to = ObjectId.fromString(commit.id());
    Optional<Remote> remote = Remote.of(repository);
    if (!swap(ref, from, to)) {
      return new RefMove.Lost(read());
    }
    if (remote.isEmpty()) {
      return new RefMove.MovedLocally(
          RefMove.Why.NO_REMOTE, "There is no remote, so %s moved here alone.".formatted(ref));
    }
    ObjectId shared = orZero(local(sharedRef));
    String name = remote.get().name();
    return switch (remote.get().push(ref, shared, to)) {
      case Pushed.Done _ -> {
        swap(sharedRef, shared, to);
        yield new RefMove.Moved(name);
      }
      case Pushed.Unreachable(String reason) ->
          new RefMove.MovedLocally(
              RefMove.Why.UNREACHABLE, "Could not push %s to %s: %s.".formatted(ref, name, reason));
      case Pushed.Refused(String reason) -> refused(remote.get(), shared, from, to, reason);
    };
  }

  /** A refusal means that the remote takes no such ref, or that somebody was faster. */
  private RefMove refused(Remote remote, ObjectId shared, ObjectId from, ObjectId to, String reason)
      throws IOException {
    return switch (remote.fetch(ref)) {
      case Answer.Tip(ObjectId theirs) when theirs.equals(to) -> {
        swap(sharedRef, shared, to);
        yield new RefMove.Moved(remote.name());
      }
      case Answer.Tip(ObjectId theirs) when !theirs.equals(shared) -> {
        swap(ref, to, theirs);
        swap(sharedRef, shared, theirs);
        yield new RefMove.Lost(describe(theirs));
      }
      case Answer.Absent _ when !shared.equals(ObjectId.zeroId()) -> {
        swap(ref, to, from);
        forgetShared();
        yield new RefMove.Lost(new AppliedCommit.Nothing());
      }
      case Answer _ ->
          new RefMove.MovedLocally(
              RefMove.Why.REFUSED, "%s refused %s: %s.".formatted(remote.name(), ref, reason));
    };
  }

  private Refreshed takeOver(ObjectId theirs, String remote) throws IOException {
    ObjectId here = orZero(local(ref));
    ObjectId shared = orZero(local(sharedRef));
    boolean onlyWeMoved =
        theirs.equals(shared) && !here.equals(theirs) && !here.equals(ObjectId.zeroId());
    if (onlyWeMoved) {
      return new Refreshed(
          describe(here),
          Optional.of(
              "%s moved to %s here and has not been pushed to %s yet."
                  .formatted(ref, here.abbreviate(7).name(), remote)));
    }
    try {
      boolean recorded = swap(ref, here, theirs) && swap(sharedRef, shared, theirs);
      return new Refreshed(
          describe(theirs),
          recorded
              ? Optional.empty()
              : Optional.of("%s was being moved by another process.".formatted(ref)));
    } catch (IOException e) {
      return new Refreshed(
          describe(theirs),
          Optional.of("%s could not be written here: %s.".formatted(ref, e.getMessage())));
    }
  }

  /** Somebody deleted the ref on the remote; the next push may create it again. */
  private void forgetShared() throws IOException {
    swap(sharedRef, orZero(local(sharedRef)), ObjectId.zeroId());
  }

  /** False when the ref is not what was expected, or another process holds its lock. */
  private boolean swap(String name, ObjectId from, ObjectId to) throws IOException {
    if (from.equals(to)) {
      return from.equals(orZero(local(name)));
    }
    RefUpdate update = repository.updateRef(name);
    update.setExpectedOldObjectId(from);
    update.setForceUpdate(true);
    update.disableRefLog();
    if (to.equals(ObjectId.zeroId())) {
      return update.delete() == RefUpdate.Result.FORCED;
    }
    update.setNewObjectId(to);
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
          throw new IOException("could not write " + name + ": " + result);
    };
  }

  private @Nullable ObjectId local(String name) throws IOException {
    Ref found = repository.exactRef(name);
    return found == null ? null : found.getObjectId();
  }

  private static ObjectId orZero(@Nullable ObjectId id) {
    return id == null ? ObjectId.zeroId() : id;
  }

  private AppliedCommit describe(@Nullable ObjectId id) throws IOException {
    if (id == null) {
      return new AppliedCommit.Nothing();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      Commit commit = GitRepository.commit(walk.parseCommit(id));
      walk.getObjectReader().open(walk.parseCommit(id).getTree());
      return new AppliedCommit.Known(commit);
    } catch (MissingObjectException e) {
      boolean shallow = !repository.getObjectDatabase().getShallowCommits().isEmpty();
      return new AppliedCommit.Unreadable(
          id.name(),
          shallow
              ? "it is not in this shallow clone; fetch everything: git fetch --unshallow"
              : "it is not in this clone; run git fetch");
    } catch (IncorrectObjectTypeException e) {
      return new AppliedCommit.Unreadable(id.name(), "it is not a commit");
    }
  }
}
