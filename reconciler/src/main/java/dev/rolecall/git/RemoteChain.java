package dev.rolecall.git;

import dev.rolecall.git.PushClient.Answer;
import dev.rolecall.git.Wire.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** A chain on a branch of a remote; its objects are in the {@link RecordStore}. */
final class RemoteChain implements Chain {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Repository clone;
  private final RemoteAddress remote;
  private final RemoteAccess access;
  private final RecordStore store;
  private final String ref;
  private final RemotePush push;
  private final List<Repository> opened = new ArrayList<>();

  RemoteChain(
      Repository clone, RemoteAddress remote, RemoteAccess access, RecordStore store, String ref) {
    this.clone = clone;
    this.remote = remote;
    this.access = access;
    this.store = store;
    this.ref = ref;
    this.push = new RemotePush(remote, access, ref);
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
      RemotePush.Try one = push.push(expected, ObjectId.fromString(to.id()), objects);
      boolean sentBefore = sent;
      sent |= one.sent();
      if (one.answer() instanceof Answer.Done) {
        store.remember(key(), ObjectId.fromString(to.id()));
        return new Appended.Landed(to);
      }
      Optional<ObjectId> now;
      try {
        now = tip();
      } catch (RemoteException e) {
        return new Appended.Unknown(sent, push.unsettled(sent, one.reason()));
      }
      if (sent && now.equals(Optional.of(ObjectId.fromString(to.id())))) {
        return new Appended.Landed(to);
      }
      if (!expected.equals(now.orElse(ObjectId.zeroId()))) {
        return new Appended.Lost(commit(now));
      }
      if (one.isWorthRepeating(tries, sentBefore)) {
        RefPause.pause(PAUSE);
      } else if (one.answer() instanceof Answer.Refused(String reason)) {
        return new Appended.Refused(reason);
      } else {
        return new Appended.Unknown(sent, push.unlanded(sent, one.reason()));
      }
    }
  }

  @Override
  public void close() {
    opened.forEach(Repository::close);
    opened.clear();
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
