package dev.rolecall.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/** The remote that shares the applied refs: one ref is asked for, or moved, at a time. */
final class Remote {
  /** Seconds that one answer of the remote may take. */
  private static final int TIMEOUT_SECONDS = 30;

  private final Repository repository;
  private final String name;

  private Remote(Repository repository, String name) {
    this.repository = repository;
    this.name = name;
  }

  /** {@code origin}, or else the remote of the branch that is checked out, or the only one. */
  static Optional<Remote> of(Repository repository) throws IOException {
    return RemoteAddress.usualName(repository, repository.getRemoteNames())
        .map(name -> new Remote(repository, name));
  }

  String name() {
    return name;
  }

  /** What the remote says of a ref. */
  sealed interface Answer {
    record Absent() implements Answer {}

    /** The ref is there, and its commit is here now. */
    record Tip(ObjectId id) implements Answer {}

    record Unreachable(String reason) implements Answer {}
  }

  /** Asks for one ref and fetches what it names; changes no ref here. */
  Answer fetch(String ref) {
    try (Transport transport = open(Transport.Operation.FETCH);
        FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
      Ref tip = connection.getRef(ref);
      if (tip == null || tip.getObjectId() == null) {
        return new Answer.Absent();
      }
      if (!repository.getObjectDatabase().has(tip.getObjectId())) {
        connection.fetch(NullProgressMonitor.INSTANCE, Set.of(tip), Set.of());
      }
      return new Answer.Tip(tip.getObjectId());
    } catch (IOException | URISyntaxException | JGitInternalException e) {
      return new Answer.Unreachable(reason(e));
    }
  }

  /** What became of a push. */
  sealed interface Pushed {
    record Done() implements Pushed {}

    /** The remote has not what was expected, or would not take it: only a fetch can tell which. */
    record Refused(String reason) implements Pushed {}

    record Unreachable(String reason) implements Pushed {}
  }

  /**
   * Moves one ref if it still is what was expected.
   *
   * @param expected {@link ObjectId#zeroId} when the ref must not be there yet
   */
  Pushed push(String ref, ObjectId expected, ObjectId to) {
    try (Transport transport = open(Transport.Operation.PUSH)) {
      ignoreHooks();
      PushResult result =
          transport.push(
              NullProgressMonitor.INSTANCE,
              List.of(new RemoteRefUpdate(repository, ref, to, ref, true, null, expected)));
      RemoteRefUpdate update = result.getRemoteUpdate(ref);
      return switch (update.getStatus()) {
        case OK, UP_TO_DATE -> new Pushed.Done();
        case REJECTED_REMOTE_CHANGED,
            REJECTED_NONFASTFORWARD,
            REJECTED_NODELETE,
            REJECTED_OTHER_REASON,
            NON_EXISTING ->
            new Pushed.Refused(oneLine(update.getMessage(), "it gave no reason"));
        case NOT_ATTEMPTED, AWAITING_REPORT ->
            new Pushed.Unreachable("it did not say what became of it");
      };
    } catch (IOException | URISyntaxException | JGitInternalException e) {
      return new Pushed.Unreachable(reason(e));
    }
  }

  private Transport open(Transport.Operation operation)
      throws NotSupportedException, TransportException, URISyntaxException {
    Transport transport = Transport.open(repository, name, operation);
    transport.setTimeout(TIMEOUT_SECONDS);
    return transport;
  }

  /** The user's pre-push hook is for the user's pushes. In memory only; never saved. */
  private void ignoreHooks() {
    StoredConfig config = repository.getConfig();
    config.setString(
        ConfigConstants.CONFIG_CORE_SECTION,
        null,
        ConfigConstants.CONFIG_KEY_HOOKS_PATH,
        repository.getDirectory().toPath().resolve("rolecall-runs-no-hooks").toString());
  }

  private static String reason(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String outer = oneLine(e.getMessage(), e.getClass().getSimpleName());
    String inner = oneLine(cause.getMessage(), cause.getClass().getSimpleName());
    return outer.contains(inner) ? outer : outer + " (" + inner + ")";
  }

  /** A URL may carry a token before its {@code @}; nothing of it may reach a message. */
  private static String oneLine(@Nullable String message, String absent) {
    if (message == null || message.isBlank()) {
      return absent;
    }
    return message.strip().lines().findFirst().orElse(absent).replaceAll("://[^/@\\s]*@", "://");
  }
}
