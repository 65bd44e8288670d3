package dev.rolecall.git;

import dev.rolecall.git.PushClient.Answer;
import dev.rolecall.git.RemoteCall.TookTooLong;
import dev.rolecall.git.Wire.Service;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Pushes a branch to its remote, one try at a time. Does not find out what became of a try. */
final class RemotePush {
  /** What git servers say when they met another push, as far as they say it. */
  private static final Pattern RACE =
      Pattern.compile("(?i)\\block|failed to update ref|stale info|fetch first|remote changed");

  private static final int TRIES = 5;

  private final RemoteAddress remote;
  private final RemoteAccess access;
  private final String ref;

  RemotePush(RemoteAddress remote, RemoteAccess access, String ref) {
    this.remote = remote;
    this.access = access;
    this.ref = ref;
  }

  /**
   * What is known of one try.
   *
   * @param answer null when there was none; the reason says why
   * @param sent whether anything of it may have reached the remote
   * @param late whether it ran out of time
   */
  record Try(@Nullable Answer answer, String reason, boolean sent, boolean late) {

    /**
     * Whether another one may land, where the branch is still what it was expected to be.
     *
     * @param tries how many there were, this one included
     * @param sentBefore whether one before it was sent
     */
    boolean isWorthRepeating(int tries, boolean sentBefore) {
      return switch (answer) {
        case Answer.Other _ -> tries < TRIES;
        case Answer.Refused(String said) -> RACE.matcher(said).find() && tries < TRIES;
        case Answer.Done _ -> false;
        case null -> sent && !sentBefore && !late;
      };
    }
  }

  Try push(ObjectId expected, ObjectId to, NewObjects objects) {
    RemoteCall call = new RemoteCall();
    try {
      Answer answer =
          call.within(
              access.pushLimit(),
              its -> {
                try (Wire wire = remote.open(its, Service.RECEIVE, access)) {
                  return new PushClient(its, wire, ref).push(expected, to, objects::writePack);
                }
              });
      return new Try(answer, "it moved and moved back", call.hasSent(), false);
    } catch (TookTooLong e) {
      return new Try(null, RemoteWords.reason(e), call.hasSent(), true);
    } catch (IOException e) {
      return new Try(null, RemoteWords.reason(e), call.hasSent(), false);
    }
  }

  /** Says that nobody can tell whether the push arrived. */
  String unsettled(boolean sent, String reason) {
    return sent
        ? "%s was sent to %s and it is not known whether it arrived: %s"
            .formatted(ref, remote.words(Service.RECEIVE), reason)
        : unlanded(false, reason);
  }

  /** Says that the branch is where it was. */
  String unlanded(boolean sent, String reason) {
    return sent
        ? "%s was sent to %s, which has not taken it so far: %s"
            .formatted(ref, remote.words(Service.RECEIVE), reason)
        : "nothing was sent to %s: %s".formatted(remote.words(Service.RECEIVE), reason);
  }
}
