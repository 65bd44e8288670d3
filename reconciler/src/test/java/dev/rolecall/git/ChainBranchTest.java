package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainBranchTest {
  @TempDir Path dir;
  private ChainSandbox sandbox;

  @BeforeEach
  void sandbox() throws Exception {
    sandbox = new ChainSandbox(dir);
  }

  @AfterEach
  void close() throws Exception {
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyFreshCloneGoesOnWhereTheLastOneEnded(GitServer.Kind kind) throws Exception {
    GitServer server = sandbox.serve(kind);
    ChainBranch a = sandbox.chain(server);
    assertEquals(Optional.empty(), a.fetch());
    assertEquals(List.of(), a.history());
    ChainCommit one = ChainSandbox.append(a, Optional.empty(), "one");
    assertEquals(Optional.of(one.id()), sandbox.onRemote());
    ChainBranch b = sandbox.chain(server);
    assertEquals(Optional.of(one), b.fetch());
    assertEquals("one", ChainSandbox.text(b, one, "run.json"));
    ChainCommit two = ChainSandbox.append(b, Optional.of(one), "two");
    assertEquals(one.id(), two.parent());
    ChainBranch c = sandbox.chain(server);
    assertEquals(Optional.of(two), c.fetch());
    ChainCommit three = ChainSandbox.append(c, Optional.of(two), "three");
    assertEquals(Optional.of(three), a.fetch());
    assertEquals("three", ChainSandbox.text(a, three, "run.json"));
    assertEquals(List.of(three, two, one), c.history());
    assertEquals(List.of(three, two, one), a.history());
    assertEquals("one", ChainSandbox.text(c, one, "run.json"));
    GitCommand.run(sandbox.shared, "fsck", "--strict", "--connectivity-only");
  }

  @ParameterizedTest
  @EnumSource
  void ofManyAtOnceExactlyOneWins(GitServer.Kind kind) throws Exception {
    int racers = 5;
    GitServer server = sandbox.serve(kind);
    ChainCommit start = ChainSandbox.append(sandbox.chain(server), Optional.empty(), "start");
    CyclicBarrier barrier = new CyclicBarrier(racers);
    List<Callable<Appended>> runs = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      String text = "racer " + i;
      ChainBranch chain = sandbox.chain(server);
      assertEquals(Optional.of(start), chain.fetch());
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
    List<Appended> landed = ends.stream().filter(Appended.Landed.class::isInstance).toList();
    assertEquals(1, landed.size(), ends::toString);
    ChainCommit winner = ((Appended.Landed) landed.getFirst()).commit();
    assertEquals(Optional.of(winner.id()), sandbox.onRemote());
    for (Appended end : ends) {
      if (!landed.contains(end)) {
        assertEquals(new Appended.Lost(Optional.of(winner)), end);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTipAloneIsFetchedAndTheCloneStaysAsItWas(GitServer.Kind kind) throws Exception {
    sandbox.longChain(200);
    GitServer server = sandbox.serve(kind);
    Path clone = sandbox.clone(server.url("shared.git"));
    GitCommand.run(clone, "update-ref", "-d", "refs/remotes/origin/rolecall/record/production");
    GitCommand.run(clone, "repack", "-adq");
    GitCommand.run(clone, "prune", "--expire=now");
    String refs = GitCommand.run(clone, "for-each-ref");
    String objects = GitCommand.run(clone, "count-objects", "-v");
    ChainBranch chain = sandbox.chain(clone, ChainSandbox.access(server));
    Optional<ChainCommit> tip = chain.fetch();
    assertEquals(sandbox.onRemote(), tip.map(ChainCommit::id));
    Path store = ChainSandbox.store(clone.resolve(".git"));
    // A commit, its tree, its file; of the other 199 nothing.
    assertEquals(3, ChainSandbox.objects(store));
    assertEquals("run 199", ChainSandbox.text(chain, tip.orElseThrow(), "run.json"));
    ChainSandbox.append(chain, tip, "run 200");
    assertEquals(6, ChainSandbox.objects(store));
    assertEquals(201, chain.history().size());
    assertEquals(201, chain.history().size());
    assertEquals(refs, GitCommand.run(clone, "for-each-ref"));
    assertEquals(objects, GitCommand.run(clone, "count-objects", "-v"));
    assertFalse(Files.exists(clone.resolve(".git/shallow")));
    assertFalse(Files.exists(store.resolve("shallow")));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsHereAlreadyIsNotFetchedAgain(GitServer.Kind kind) throws Exception {
    GitServer server = sandbox.serve(kind);
    ChainBranch a = sandbox.chain(server);
    TreeEdit many = a.edit(null);
    for (int i = 0; i < 300; i++) {
      many.put("granted/%02x/%d".formatted(i % 16, i), ChainSandbox.bytes("grant " + i));
    }
    Appended first = a.append(null, many, ChainSandbox.message("many"));
    ChainCommit one = assertInstanceOf(Appended.Landed.class, first).commit();
    Path clone = sandbox.clone(server.url("shared.git"));
    GitCommand.run(clone, "update-ref", "-d", "refs/remotes/origin/rolecall/record/production");
    GitCommand.run(clone, "repack", "-adq");
    GitCommand.run(clone, "prune", "--expire=now");
    ChainBranch b = sandbox.chain(clone, ChainSandbox.access(server));
    assertEquals(Optional.of(one), b.fetch());
    Path store = ChainSandbox.store(clone.resolve(".git"));
    long before = ChainSandbox.objects(store);
    assertEquals(1 + 1 + 1 + 16 + 300, before);
    ChainCommit two = one;
    for (int i = 0; i < 3; i++) {
      TreeEdit edit = a.edit(two).put("granted/0a/10", ChainSandbox.bytes("other " + i));
      Appended next = a.append(two, edit, ChainSandbox.message("one more " + i));
      two = assertInstanceOf(Appended.Landed.class, next).commit();
    }
    assertEquals(Optional.of(two), b.fetch());
    // Commit, three trees, a file; up to two trees that the pack's deltas stand on.
    long fetched = ChainSandbox.objects(store) - before;
    assertTrue(fetched <= 8, () -> "fetched " + fetched);
    assertEquals("other 2", ChainSandbox.text(b, two, "granted/0a/10"));
    assertEquals(300, b.blobs(two, "granted").size());
    assertEquals(300, b.files(two, "granted", "two").list(Globs.of(List.of("**"))).size());
  }

  @ParameterizedTest
  @EnumSource
  void aBranchThatIsGoneOrMovedIsLost(GitServer.Kind kind) throws Exception {
    GitServer server = sandbox.serve(kind);
    ChainBranch a = sandbox.chain(server);
    ChainCommit one = ChainSandbox.append(a, Optional.empty(), "one");
    ChainCommit two = ChainSandbox.append(a, Optional.of(one), "two");
    TreeEdit late = a.edit(one).put("run.json", ChainSandbox.bytes("late"));
    assertEquals(
        new Appended.Lost(Optional.of(two)), a.append(one, late, ChainSandbox.message("late")));
    GitCommand.run(sandbox.shared, "update-ref", "-d", ChainSandbox.REF);
    TreeEdit orphan = a.edit(two).put("run.json", ChainSandbox.bytes("three"));
    assertEquals(
        new Appended.Lost(Optional.empty()), a.append(two, orphan, ChainSandbox.message("three")));
    assertEquals(Optional.empty(), a.fetch());
    ChainCommit again = ChainSandbox.append(a, Optional.empty(), "again");
    assertEquals(Optional.of(again), sandbox.chain(server).fetch());
  }

  @ParameterizedTest
  @EnumSource
  void anotherRefCanBeAskedFor(GitServer.Kind kind) throws Exception {
    GitServer server = sandbox.serve(kind);
    String main = GitCommand.run(sandbox.shared, "rev-parse", "main").strip();
    GitCommand.run(sandbox.shared, "update-ref", "refs/rolecall/applied/production", main);
    ChainBranch a = sandbox.chain(server);
    assertEquals(Optional.of(main), a.ask("refs/rolecall/applied/production"));
    assertEquals(Optional.empty(), a.ask("refs/rolecall/applied/prod"));
  }

  @ParameterizedTest
  @EnumSource
  void aChainMayStartAnew(GitServer.Kind kind) throws Exception {
    GitServer server = sandbox.serve(kind);
    ChainBranch a = sandbox.chain(server);
    ChainCommit one = ChainSandbox.append(a, Optional.empty(), "one");
    ChainCommit two = ChainSandbox.append(a, Optional.of(one), "two");
    TreeEdit cut = a.edit(two).put("cut.json", ChainSandbox.bytes(one.id()));
    Appended end = a.restart(two, List.of(new NewCommit(cut, ChainSandbox.message("cut"))));
    ChainCommit anew = assertInstanceOf(Appended.Landed.class, end).commit();
    assertEquals(List.of(anew), sandbox.chain(server).history());
    assertEquals("two", ChainSandbox.text(a, anew, "run.json"));
  }

  /** Hooks are the remote's own, also where the remote is a folder. */
  @ParameterizedTest
  @EnumSource
  void aRemoteThatRefusesSaysWhy(GitServer.Kind kind) throws Exception {
    GitServer.script(
        sandbox.shared.resolve("hooks/pre-receive"),
        "printf 'branch \\033[1mis\\033[0m protected; see"
            + " https://u:secret@example.com/x?t=secret\\na second line\\n' >&2; exit 1");
    GitServer server = sandbox.serve(kind);
    ChainBranch a = sandbox.chain(server);
    TreeEdit edit = a.edit(null).put("run.json", ChainSandbox.bytes("one"));
    Appended end = a.append(null, edit, ChainSandbox.message("one"));
    String reason = assertInstanceOf(Appended.Refused.class, end).reason();
    assertEquals(
        "pre-receive hook declined: branch  [1mis [0m protected; see https://example.com/x",
        reason);
    assertEquals(Optional.empty(), sandbox.onRemote());
  }

  @Test
  void theUsersHooksAndSignaturesAreForTheUser() throws Exception {
    GitServer server = sandbox.serve(GitServer.Kind.FILE);
    Path clone = sandbox.clone(server.url("shared.git"));
    for (String hook : List.of("pre-push", "commit-msg", "reference-transaction", "pre-commit")) {
      GitServer.script(clone.resolve(".git/hooks/" + hook), "exit 1");
    }
    GitCommand.run(clone, "config", "commit.gpgsign", "true");
    ChainCommit one =
        ChainSandbox.append(
            sandbox.chain(clone, ChainSandbox.access(server)), Optional.empty(), "one");
    assertEquals(Optional.of(one.id()), sandbox.onRemote());
    ChainSandbox.append(sandbox.local(clone), Optional.empty(), "here");
    String raw = GitCommand.run(sandbox.shared, "cat-file", "commit", one.id());
    assertFalse(raw.contains("gpgsig"), raw);
    assertTrue(raw.contains("\nauthor ci <ci@example.com> "), raw);
  }

  @Test
  void blobsOfTheCloneAreBorrowedAndSentOnce() throws Exception {
    GitServer server = sandbox.serve(GitServer.Kind.DAEMON);
    Path clone = sandbox.clone(server.url("shared.git"));
    ChainBranch a = sandbox.chain(clone, ChainSandbox.access(server));
    String blob = GitCommand.run(clone, "rev-parse", "HEAD:roles/a.yaml").strip();
    var files = new TreeMap<String, String>();
    files.put("roles/a.yaml", blob);
    TreeEdit edit = a.edit(null).replaceFolder("files", files).copyFolder("files", "applied");
    Appended end = a.append(null, edit, ChainSandbox.message("one"));
    ChainCommit one = assertInstanceOf(Appended.Landed.class, end).commit();
    // A commit and its tree: what is below it stands in the clone's own commit.
    assertEquals(2, ChainSandbox.objects(ChainSandbox.store(clone.resolve(".git"))));
    ChainBranch b = sandbox.chain(server);
    assertEquals(Optional.of(one), b.fetch());
    assertEquals("2", ChainSandbox.text(b, one, "applied/roles/a.yaml"));
    assertEquals(files, b.blobs(one, "files"));
  }
}
