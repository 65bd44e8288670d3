package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.RecordPlace;
import dev.rolecall.problem.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalChainTest {
  @TempDir Path dir;
  private ChainSandbox sandbox;
  private Path clone;

  @BeforeEach
  void sandbox() throws Exception {
    GitCommand.require();
    sandbox = new ChainSandbox(dir);
    clone = sandbox.clone(sandbox.shared.toUri().toString());
  }

  @AfterEach
  void close() throws Exception {
    sandbox.close();
  }

  private Path lock() throws Exception {
    Path lock = clone.resolve(".git").resolve(ChainSandbox.REF + ".lock");
    Files.createDirectories(lock.getParent());
    return Files.createFile(lock);
  }

  @Test
  void itIsABranchOfTheClone() throws Exception {
    ChainBranch chain = sandbox.local(clone);
    assertTrue(chain.isLocal());
    assertEquals("this clone " + ChainSandbox.REF, chain.describe());
    assertEquals(Optional.empty(), chain.fetch());
    ChainCommit one = ChainSandbox.append(chain, Optional.empty(), "one");
    ChainCommit two = ChainSandbox.append(chain, Optional.of(one), "two");
    assertEquals(List.of(two, one), chain.history());
    assertEquals(two.id(), GitCommand.run(clone, "rev-parse", ChainSandbox.REF).strip());
    assertEquals(Optional.empty(), sandbox.onRemote());
    GitCommand.run(clone, "fsck", "--strict");
  }

  @Test
  void withoutARemoteTheRecordIsHere() throws Exception {
    GitCommand.run(clone, "remote", "remove", "origin");
    ChainBranch chain = sandbox.chain(clone, RemoteAccess.of(Map.of()));
    assertTrue(chain.isLocal());
    GitRepository repository = sandbox.closing(GitSandbox.open(clone));
    RemoteAccess access = RemoteAccess.of(Map.of());
    var named = new RecordPlace.OnRemote("origin", ChainSandbox.REF);
    assertThrows(InvalidInputException.class, () -> repository.chain(named, access));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/tags/x", "refs/heads/a..b", "main", "refs/heads/x.lock", ""})
  void onlyABranchIsOne(String ref) throws Exception {
    GitRepository repository = sandbox.closing(GitSandbox.open(clone));
    RemoteAccess access = RemoteAccess.of(Map.of());
    var place = new RecordPlace.InClone(ref);
    assertThrows(InvalidInputException.class, () -> repository.chain(place, access));
  }

  @Test
  void ofManyAtOnceExactlyOneWins() throws Exception {
    int racers = 6;
    ChainCommit start = ChainSandbox.append(sandbox.local(clone), Optional.empty(), "start");
    CyclicBarrier barrier = new CyclicBarrier(racers);
    List<Callable<Appended>> runs = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      String text = "racer " + i;
      ChainBranch chain = sandbox.local(clone);
      runs.add(() -> {
        barrier.await();
        TreeEdit edit = chain.edit(start).put("run.json", ChainSandbox.bytes(text));
        return chain.append(start, edit, ChainSandbox.message(text));
      });
    }
    List<Appended> ends = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(racers)) {
      for (Future<Appended> future : executor.invokeAll(runs)) {
        ends.add(future.get());
      }
    }
    assertEquals(
        1, ends.stream().filter(Appended.Landed.class::isInstance).count(), ends::toString);
    assertEquals(
        racers - 1, ends.stream().filter(Appended.Lost.class::isInstance).count(), ends::toString);
  }

  @Test
  void aLockThatWasLeftBehindIsNamed() throws Exception {
    ChainBranch chain = sandbox.local(clone);
    Path lock = lock();
    Files.setLastModifiedTime(
        lock,
        FileTime.from(Files.getLastModifiedTime(lock).toInstant().minus(Duration.ofMinutes(2))));
    TreeEdit edit = chain.edit(null).put("run.json", ChainSandbox.bytes("one"));
    Appended end = chain.append(null, edit, ChainSandbox.message("one"));
    String reason = assertInstanceOf(Appended.Refused.class, end).reason();
    assertTrue(reason.contains(ChainSandbox.REF + ".lock was left behind"), reason);
    assertTrue(reason.endsWith("delete it"), reason);
    Files.delete(lock);
    ChainSandbox.append(chain, Optional.empty(), "one");
  }

  @Test
  void aLockOfAnotherProcessIsWaitedFor() throws Exception {
    ChainBranch chain = sandbox.local(clone);
    Path lock = lock();
    TreeEdit edit = chain.edit(null).put("run.json", ChainSandbox.bytes("one"));
    CyclicBarrier barrier = new CyclicBarrier(2);
    try (var executor = Executors.newSingleThreadExecutor()) {
      Future<Appended> end =
          executor.submit(() -> {
            barrier.await();
            return chain.append(null, edit, ChainSandbox.message("one"));
          });
      barrier.await();
      Files.delete(lock);
      assertInstanceOf(Appended.Landed.class, end.get());
    }
  }

  @Test
  void aBranchThatStandsInTheWayIsNamed() throws Exception {
    GitCommand.run(clone, "branch", "rolecall/record");
    ChainBranch chain = sandbox.local(clone);
    TreeEdit edit = chain.edit(null).put("run.json", ChainSandbox.bytes("one"));
    assertEquals(
        new Appended.Refused("refs/heads/rolecall/record stands in the way of " + ChainSandbox.REF),
        chain.append(null, edit, ChainSandbox.message("one")));
  }

  @Test
  void aLinkedWorkTreeAndABareCloneShareWhatTheyShareInGit() throws Exception {
    Path linked = dir.resolve("linked");
    GitCommand.run(clone, "worktree", "add", "-q", linked.toString());
    ChainCommit one = ChainSandbox.append(sandbox.local(linked), Optional.empty(), "one");
    assertEquals(Optional.of(one), sandbox.local(clone).fetch());
    RemoteAccess access = RemoteAccess.of(Map.of());
    ChainCommit shared =
        ChainSandbox.append(sandbox.chain(linked, access), Optional.empty(), "shared");
    assertTrue(Files.isDirectory(ChainSandbox.store(clone.resolve(".git"))));
    assertEquals(Optional.of(shared), sandbox.chain(clone, access).fetch());
    Path bare = dir.resolve("bare.git");
    GitCommand.run(dir, "clone", "-q", "--bare", sandbox.shared.toString(), bare.toString());
    GitCommand.run(bare, "update-ref", "-d", ChainSandbox.REF);
    ChainBranch ofBare = sandbox.chain(bare, access);
    assertFalse(ofBare.isLocal());
    ChainSandbox.append(ofBare, ofBare.fetch(), "from a bare clone");
    assertTrue(Files.isDirectory(ChainSandbox.store(bare)));
  }

  @Test
  void whetherABranchOfTheRemoteHasACommit() throws Exception {
    GitRepository repository = sandbox.closing(GitSandbox.open(clone));
    assertTrue(repository.containment().isOnRemote(repository.resolve("HEAD")));
    assertTrue(repository.containment().isOnRemote(repository.resolve("HEAD~1")));
    GitCommand.run(
        clone,
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "new");
    assertFalse(repository.containment().isOnRemote(repository.resolve("HEAD")));
    assertTrue(repository.containment().isOnRemote(repository.resolve("HEAD~1")));
  }
}
