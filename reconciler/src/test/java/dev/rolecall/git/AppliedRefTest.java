package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Daemon;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppliedRefTest {
  private static final String REF = "refs/rolecall/applied/production";

  @TempDir Path dir;
  private Repository shared;
  private final List<AutoCloseable> open = new ArrayList<>();

  /** A bare repository with two commits on main. */
  @BeforeEach
  void sharedRepository() throws Exception {
    Git bare = GitSandbox.bare(dir.resolve("shared.git"));
    open.add(bare);
    shared = bare.getRepository();
    try (Git git = GitSandbox.clone(dir.resolve("shared.git"), dir.resolve("first"))) {
      GitSandbox.commit(git, "roles/a.yaml", "1");
      GitSandbox.commit(git, "roles/a.yaml", "2");
      GitSandbox.commit(git, "roles/a.yaml", "3");
      git.push().add("HEAD:refs/heads/main").call();
    }
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private GitRepository clone(String name) throws Exception {
    GitSandbox.clone(dir.resolve("shared.git"), dir.resolve(name)).close();
    return open(name);
  }

  private GitRepository open(String name) throws IOException {
    GitRepository repository = GitSandbox.open(dir.resolve(name));
    open.add(repository);
    return repository;
  }

  private String onRemote() throws IOException {
    ObjectId id = shared.resolve(REF);
    return id == null ? "" : id.name();
  }

  @Test
  void movesHereAndOnTheRemote() throws Exception {
    GitRepository a = clone("a");
    AppliedRef ref = a.applied("production");
    assertEquals(new Refreshed(new AppliedCommit.Nothing(), Optional.empty()), ref.refresh());
    Commit one = a.resolve("HEAD~2");
    assertEquals(new RefMove.Moved("origin"), ref.moveTo(new AppliedCommit.Nothing(), one));
    assertEquals(new AppliedCommit.Known(one), ref.read());
    assertEquals(one.id(), onRemote());
    assertEquals(
        new Refreshed(new AppliedCommit.Known(one), Optional.empty()),
        clone("b").applied("production").refresh());
    assertEquals(new AppliedCommit.Nothing(), a.applied("staging").read());
  }

  @Test
  void whoComesSecondLosesAndSeesTheWinner() throws Exception {
    GitRepository a = clone("a");
    GitRepository b = clone("b");
    AppliedRef refA = a.applied("production");
    AppliedRef refB = b.applied("production");
    Commit one = a.resolve("HEAD~2");
    Commit two = a.resolve("HEAD~1");
    Commit three = a.resolve("HEAD");
    refA.moveTo(refA.refresh().applied(), one);
    AppliedCommit seenByA = refA.refresh().applied();
    AppliedCommit seenByB = refB.refresh().applied();
    assertEquals(seenByA, seenByB);
    assertEquals(new RefMove.Moved("origin"), refA.moveTo(seenByA, two));
    assertEquals(new RefMove.Lost(new AppliedCommit.Known(two)), refB.moveTo(seenByB, three));
    assertEquals(new AppliedCommit.Known(two), refB.read());
    assertEquals(two.id(), onRemote());
    assertEquals(new RefMove.Moved("origin"), refB.moveTo(refB.refresh().applied(), three));
    assertEquals(three.id(), onRemote());
    assertEquals(new AppliedCommit.Known(three), refA.refresh().applied());
  }

  @Test
  void theRefMayMoveBack() throws Exception {
    GitRepository a = clone("a");
    AppliedRef ref = a.applied("production");
    ref.moveTo(new AppliedCommit.Nothing(), a.resolve("HEAD"));
    assertEquals(new RefMove.Moved("origin"), ref.moveTo(ref.read(), a.resolve("HEAD~2")));
    assertEquals(a.resolve("HEAD~2").id(), onRemote());
    assertEquals(new RefMove.Moved("origin"), ref.moveTo(ref.read(), a.resolve("HEAD~2")));
  }

  @Test
  void ofManyAtOnceExactlyOneWins() throws Exception {
    int racers = 4;
    List<GitRepository> clones = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      clones.add(clone("racer" + i));
    }
    Commit start = clones.getFirst().resolve("HEAD~2");
    clones.getFirst().applied("production").moveTo(new AppliedCommit.Nothing(), start);
    CyclicBarrier barrier = new CyclicBarrier(racers);
    List<Callable<RefMove>> runs = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      GitRepository clone = clones.get(i);
      AppliedRef ref = clone.applied("production");
      AppliedCommit before = ref.refresh().applied();
      Commit target = clone.resolve(i % 2 == 0 ? "HEAD" : "HEAD~1");
      runs.add(() -> {
        barrier.await();
        RefMove move = ref.moveTo(before, target);
        // Who meets the remote's lock is refused, and knows nothing of the others yet.
        while (move instanceof RefMove.MovedLocally local && local.why() == RefMove.Why.REFUSED) {
          move = ref.moveTo(ref.read(), target);
        }
        return move;
      });
    }
    List<RefMove> moves = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(racers)) {
      for (Future<RefMove> future : executor.invokeAll(runs)) {
        moves.add(future.get());
      }
    }
    String winner = onRemote();
    for (int i = 0; i < racers; i++) {
      // Who wanted the very commit that won has nothing to complain of.
      String target = clones.get(i).resolve(i % 2 == 0 ? "HEAD" : "HEAD~1").id();
      if (target.equals(winner)) {
        assertFalse(moves.get(i) instanceof RefMove.MovedLocally, moves.toString());
      } else {
        RefMove.Lost lost = assertInstanceOf(RefMove.Lost.class, moves.get(i));
        assertEquals(Optional.of(winner), lost.current().id());
      }
      assertEquals(Optional.of(winner), clones.get(i).applied("production").read().id());
    }
    assertTrue(moves.stream().anyMatch(RefMove.Moved.class::isInstance));
  }

  @Test
  void twoProcessesInOneCloneDoNotOverwriteEachOther() throws Exception {
    GitRepository a = clone("a");
    AppliedRef ref = a.applied("production");
    ref.moveTo(new AppliedCommit.Nothing(), a.resolve("HEAD~1"));
    assertEquals(
        new RefMove.Lost(new AppliedCommit.Known(a.resolve("HEAD~1"))),
        ref.moveTo(new AppliedCommit.Nothing(), a.resolve("HEAD")));
  }

  @Test
  void withoutARemoteItStaysHere() throws Exception {
    try (Git git = GitSandbox.init(dir.resolve("alone"))) {
      GitSandbox.commit(git, "roles/a.yaml", "1");
    }
    GitRepository alone = open("alone");
    AppliedRef ref = alone.applied("production");
    assertEquals(new Refreshed(new AppliedCommit.Nothing(), Optional.empty()), ref.refresh());
    RefMove move = ref.moveTo(new AppliedCommit.Nothing(), alone.resolve("HEAD"));
    assertEquals(RefMove.Why.NO_REMOTE, assertInstanceOf(RefMove.MovedLocally.class, move).why());
    assertEquals(new AppliedCommit.Known(alone.resolve("HEAD")), ref.refresh().applied());
  }

  @Test
  void anUnreachableRemoteIsAWarningAndTheMoveIsNotLost() throws Exception {
    GitRepository a = clone("a");
    AppliedRef ref = a.applied("production");
    Commit one = a.resolve("HEAD~2");
    Commit two = a.resolve("HEAD~1");
    ref.moveTo(new AppliedCommit.Nothing(), one);
    Path remote = dir.resolve("shared.git");
    Path away = Files.move(remote, dir.resolve("away.git"));

    Refreshed refreshed = ref.refresh();
    assertEquals(new AppliedCommit.Known(one), refreshed.applied());
    assertTrue(
        refreshed.warning().orElseThrow().startsWith("Could not fetch " + REF + " from origin: "),
        refreshed.toString());
    RefMove move = ref.moveTo(refreshed.applied(), two);
    assertEquals(RefMove.Why.UNREACHABLE, assertInstanceOf(RefMove.MovedLocally.class, move).why());

    Files.move(away, remote);
    Refreshed again = ref.refresh();
    assertEquals(new AppliedCommit.Known(two), again.applied());
    assertTrue(again.warning().orElseThrow().contains("has not been pushed"), again.toString());
    assertEquals(one.id(), onRemote());
    Commit three = a.resolve("HEAD");
    assertEquals(new RefMove.Moved("origin"), ref.moveTo(again.applied(), three));
    assertEquals(three.id(), onRemote());
  }

  @Test
  void aRefThatWasDeletedOnTheRemoteComesBack() throws Exception {
    GitRepository a = clone("a");
    AppliedRef ref = a.applied("production");
    Commit one = a.resolve("HEAD~2");
    ref.moveTo(new AppliedCommit.Nothing(), one);
    var delete = shared.updateRef(REF);
    delete.setForceUpdate(true);
    delete.delete();
    assertEquals(
        new RefMove.Lost(new AppliedCommit.Nothing()), ref.moveTo(ref.read(), a.resolve("HEAD")));
    Refreshed refreshed = ref.refresh();
    assertEquals(new AppliedCommit.Known(one), refreshed.applied());
    assertTrue(refreshed.warning().isPresent());
    assertEquals(new RefMove.Moved("origin"), ref.moveTo(refreshed.applied(), a.resolve("HEAD")));
  }

  @Test
  void aRemoteThatRefusesSuchRefsIsNamed() throws Exception {
    GitRepository a = clone("a");
    try (GitServer server = new GitServer(shared, true)) {
      server.becomeOriginOf(dir.resolve("a"));
      AppliedRef ref = a.applied("production");
      assertEquals(Optional.empty(), ref.refresh().warning());
      RefMove.MovedLocally move =
          assertInstanceOf(
              RefMove.MovedLocally.class,
              ref.moveTo(new AppliedCommit.Nothing(), a.resolve("HEAD")));
      assertEquals(RefMove.Why.REFUSED, move.why());
      assertEquals("origin refused " + REF + ": not such refs.", move.detail());
      assertEquals(new AppliedCommit.Known(a.resolve("HEAD")), ref.read());
      Refreshed refreshed = ref.refresh();
      assertEquals(new AppliedCommit.Known(a.resolve("HEAD")), refreshed.applied());
      assertTrue(refreshed.warning().isPresent());
    }
  }

  @Test
  void worksOverASocketAndRunsNoHook() throws Exception {
    GitRepository a = clone("a");
    Path marker = dir.resolve("hook-ran");
    Path hook = Files.createDirectories(dir.resolve("a/.git/hooks")).resolve("pre-push");
    Files.writeString(hook, "#!/bin/sh\ntouch '" + marker + "'\nexit 1\n");
    assertTrue(hook.toFile().setExecutable(true));
    String configBefore = Files.readString(dir.resolve("a/.git/config"));
    try (GitServer server = new GitServer(shared, false)) {
      server.becomeOriginOf(dir.resolve("a"));
      AppliedRef ref = a.applied("production");
      assertEquals(
          new RefMove.Moved("origin"), ref.moveTo(new AppliedCommit.Nothing(), a.resolve("HEAD")));
      assertEquals(a.resolve("HEAD").id(), onRemote());
      assertEquals(Optional.empty(), ref.refresh().warning());
    }
    assertFalse(Files.exists(marker));
    assertFalse(Files.readString(dir.resolve("a/.git/config")).contains("hooks"), configBefore);
  }

  @Test
  void aPortWithoutAServerIsUnreachableAndNoTokenIsShown() throws Exception {
    GitRepository a = clone("a");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (Git git = Git.open(dir.resolve("a").toFile())) {
      git.remoteRemove().setRemoteName("origin").call();
      GitSandbox.remote(git, "origin", "http://tok3n:s3cret@127.0.0.1:" + port + "/x.git");
    }
    AppliedRef ref = a.applied("production");
    String warning = ref.refresh().warning().orElseThrow();
    assertFalse(warning.contains("tok3n") || warning.contains("s3cret"), warning);
    RefMove.MovedLocally move =
        assertInstanceOf(
            RefMove.MovedLocally.class, ref.moveTo(new AppliedCommit.Nothing(), a.resolve("HEAD")));
    assertEquals(RefMove.Why.UNREACHABLE, move.why());
    assertFalse(move.detail().contains("tok3n") || move.detail().contains("s3cret"));
  }

  @Test
  void aShallowCloneFetchesWhatWasApplied() throws Exception {
    GitRepository a = clone("a");
    Commit one = a.resolve("HEAD~2");
    a.applied("production").moveTo(new AppliedCommit.Nothing(), one);
    Git.cloneRepository()
        .setURI(dir.resolve("shared.git").toUri().toString())
        .setDirectory(dir.resolve("shallow").toFile())
        .setDepth(1)
        .call()
        .close();
    GitRepository shallow = open("shallow");
    Refreshed refreshed = shallow.applied("production").refresh();
    assertEquals(new Refreshed(new AppliedCommit.Known(one), Optional.empty()), refreshed);
    assertEquals(1, shallow.files(one).list(Globs.DEFAULT).size());
  }

  @Test
  void aCommitThatIsNotHereIsUnreadable() throws Exception {
    GitRepository a = clone("a");
    Path ref = dir.resolve("a/.git/" + REF);
    Files.createDirectories(ref.getParent());
    String id = "0123456789012345678901234567890123456789";
    Files.writeString(ref, id + "\n");
    AppliedCommit applied = a.applied("production").read();
    assertEquals(id, assertInstanceOf(AppliedCommit.Unreadable.class, applied).commitId());
    assertEquals(
        new RefMove.Moved("origin"), a.applied("production").moveTo(applied, a.resolve("HEAD")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "..", "a..b", "x.lock", "a b", "a~1", "@{", "a:b", ".x"})
  void refusesNamesThatAreNoRef(String tenant) throws Exception {
    GitRepository a = open("first");
    assertThrows(IllegalArgumentException.class, () -> a.applied(tenant));
  }

  /** git:// on 127.0.0.1; refuses refs outside refs/heads when asked to. */
  private record GitServer(Daemon daemon) implements AutoCloseable {
    GitServer(Repository repository, boolean refusing) throws IOException {
      this(new Daemon(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
      daemon.getService("git-receive-pack").setEnabled(true);
      daemon.setRepositoryResolver((_, _) -> {
        repository.incrementOpen();
        return repository;
      });
      daemon.setReceivePackFactory((_, db) -> {
        ReceivePack pack = new ReceivePack(db);
        pack.setPreReceiveHook((_, commands) -> {
          for (ReceiveCommand command : commands) {
            if (refusing && !command.getRefName().startsWith("refs/heads/")) {
              command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "not such refs");
            }
          }
        });
        return pack;
      });
      daemon.start();
    }

    void becomeOriginOf(Path clone) throws Exception {
      try (Git git = Git.open(clone.toFile())) {
        git.remoteRemove().setRemoteName("origin").call();
        GitSandbox.remote(
            git, "origin", "git://127.0.0.1:" + daemon.getAddress().getPort() + "/shared.git");
      }
    }

    @Override
    public void close() {
      daemon.stop();
    }
  }
}
