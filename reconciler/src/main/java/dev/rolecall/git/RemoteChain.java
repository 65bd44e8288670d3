package dev.rolecall.git;

import dev.rolecall.git.PushClient.Answer;
import dev.rolecall.git.RemoteCall.TookTooLong;
import dev.rolecall.git.Wire.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** A chain on a branch of a remote; its objects are in the {@link RecordStore}. */
final class RemoteChain implements Chain {
  /** What git servers say when they met another push, as far as they say it. */
  private static final Pattern RACE =
      Pattern.compile("(?i)\\block|failed to update ref|stale info|fetch first|remote changed");

  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Repository clone;
  private final RemoteAddress remote;
  private final RemoteAccess access;
  private final RecordStore store;
  private final String ref;
  private final List<Repository> opened = new ArrayList<>();

  RemoteChain(
      Repository clone, RemoteAddress remote, RemoteAccess access, RecordStore store, String ref) {
    this.clone = clone;
    this.remote = remote;
    this.access = access;
    this.store = store;
    this.ref = ref;
  }

  @Override
  public String describe() {
    return remote.name() + " " + ref;
  }

  @Override
  public String ref() {
    return ref;
  }

  @Override
  public Repository objects() throws IOException {
    if (opened.isEmpty()) {
      opened.add(store.open());
    }
    return opened.getLast();
  }

  @Override
  public Optional<ObjectId> tip() throws IOException {
    Repository into = objects();
    Optional<ObjectId> tip =
        ask(client -> {
          Optional<ObjectId> found = Optional.ofNullable(client.tip());
          if (found.isPresent() && !into.getObjectDatabase().has(found.get())) {
            List<ObjectId> haves = haves(into);
            client.fetch(found.get(), haves, haves, 1, into);
          }
          return found;
        });
    if (tip.isPresent()) {
      store.remember(key(), tip.get());
    }
    return tip;
  }

  @Override
  public Optional<ObjectId> ask(String name) throws IOException {
    return ask(name, client -> Optional.ofNullable(client.tip()));
  }

  @Override
  public void deepen(ObjectId tip, ObjectId oldest) throws IOException {
    Repository into = objects();
    var _ =
        ask(client -> {
          requireThere(client.tip());
          client.fetch(tip, List.of(tip), List.of(oldest), FetchClient.WHOLE, into);
          return tip;
        });
  }

  @Override
  public void mend(ObjectId commit) throws IOException {
    store.remake();
    opened.add(store.open());
    Repository into = objects();
    var _ =
        ask(client -> {
          requireThere(client.tip());
          client.fetch(commit, List.of(), List.of(), 1, into);
          return commit;
        });
    store.remember(key(), commit);
  }

  /**
   * Pushes, and finds out what became of it. The branch alone tells: what a server says of a push
   * that met another differs, and an answer may be lost.
   */
  @Override
  public Appended move(ObjectId expected, ChainCommit to, NewObjects objects) throws IOException {
    boolean sent = false;
    for (int tries = 1; ; tries++) {
      Push push = push(expected, ObjectId.fromString(to.id()), objects);
      boolean sentBefore = sent;
      sent |= push.sent();
      if (push.answer() instanceof Answer.Done) {
        store.remember(key(), ObjectId.fromString(to.id()));
        return new Appended.Landed(to);
      }
      Optional<ObjectId> now;
      try {
        now = tip();
      } catch (RemoteException e) {
        return new Appended.Unknown(sent, unsettled(sent, push.reason()));
      }
      if (sent && now.equals(Optional.of(ObjectId.fromString(to.id())))) {
        return new Appended.Landed(to);
      }
      if (!expected.equals(now.orElse(ObjectId.zeroId()))) {
        return new Appended.Lost(commit(now));
      }
      boolean again =
          switch (push.answer()) {
            case Answer.Other _ -> tries < TRIES;
            case Answer.Refused(String reason) -> RACE.matcher(reason).find() && tries < TRIES;
            case Answer.Done _ -> false;
            case null -> push.sent() && !sentBefore && !push.late();
          };
      if (again) {
        RefPause.pause(PAUSE);
      } else if (push.answer() instanceof Answer.Refused(String reason)) {
        return new Appended.Refused(reason);
      } else {
        return new Appended.Unknown(sent, unlanded(sent, push.reason()));
      }
    }
  }

  @Override
  public void close() {
    opened.forEach(Repository::close);
    opened.clear();
  }

  /**
   * One push.
   *
   * @param answer null when there was none; the reason says why
   * @param late whether it ran out of time
   */
  private record Push(@Nullable Answer answer, String reason, boolean sent, boolean late) {}

  private Push push(ObjectId expected, ObjectId to, NewObjects objects) {
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
      return new Push(answer, "it moved and moved back", call.hasSent(), false);
    } catch (TookTooLong e) {
      return new Push(null, RemoteWords.reason(e), call.hasSent(), true);
    } catch (IOException e) {
      return new Push(null, RemoteWords.reason(e), call.hasSent(), false);
    }
  }

  private String unsettled(boolean sent, String reason) {
    return sent
        ? "%s was sent to %s and it is not known whether it arrived: %s"
            .formatted(ref, remote.words(Service.RECEIVE), reason)
        : unlanded(false, reason);
  }

  private String unlanded(boolean sent, String reason) {
    return sent
        ? "%s was sent to %s, which has not taken it so far: %s"
            .formatted(ref, remote.words(Service.RECEIVE), reason)
        : "nothing was sent to %s: %s".formatted(remote.words(Service.RECEIVE), reason);
  }

  private Optional<ChainCommit> commit(Optional<ObjectId> id) throws IOException {
    return id.isEmpty() ? Optional.empty() : Optional.of(ChainObjects.parse(objects(), id.get()));
  }

  private String key() {
    return remote.key() + " " + ref;
  }

  /**
   * What the remote need not send again: the last tip, or what git itself fetched of the branch.
   */
  private List<ObjectId> haves(Repository into) throws IOException {
    Optional<ObjectId> last = store.last(key());
    if (last.isPresent() && into.getObjectDatabase().has(last.get())) {
      return List.of(last.get());
    }
    String branch = ref.substring(Constants.R_HEADS.length());
    @Nullable Ref fetched = clone.exactRef(Constants.R_REMOTES + remote.name() + "/" + branch);
    @Nullable ObjectId id = fetched == null ? null : fetched.getObjectId();
    return id != null && into.getObjectDatabase().has(id) ? List.of(id) : List.of();
  }

  private static void requireThere(@Nullable ObjectId tip) throws IOException {
    if (tip == null) {
      throw new IOException("it is not there any more");
    }
  }

  private interface Question<T> {
    T ask(FetchClient client) throws IOException;
  }

  private <T> T ask(Question<T> question) throws RemoteException {
    return ask(ref, question);
  }

  private <T> T ask(String name, Question<T> question) throws RemoteException {
    try {
      return new RemoteCall()
          .within(
              access.fetchLimit(),
              call -> {
                try (Wire wire = remote.open(call, Service.UPLOAD, access)) {
                  return question.ask(new FetchClient(wire, name));
                }
              });
    } catch (IOException e) {
      throw new RemoteException(
          "Could not fetch %s from %s: %s."
              .formatted(name, remote.words(Service.UPLOAD), RemoteWords.reason(e)));
    }
  }
}
