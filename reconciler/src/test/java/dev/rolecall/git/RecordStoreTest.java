package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever state a killed process leaves, the next one goes on. */
class RecordStoreTest {
  @TempDir Path dir;
  private ChainSandbox sandbox;
  private GitServer server;
  private Path clone;
  private Path store;
  private ChainCommit tip;

  @BeforeEach
  void storeWithATip() throws Exception {
    sandbox = new ChainSandbox(dir);
    server = sandbox.serve(GitServer.Kind.DAEMON);
    ChainCommit first = ChainSandbox.append(sandbox.chain(server), Optional.empty(), "first");
    clone = sandbox.clone(server.url("shared.git"));
    GitCommand.run(clone, "update-ref", "-d", "refs/remotes/origin/rolecall/record/production");
    GitCommand.run(clone, "repack", "-adq");
    GitCommand.run(clone, "prune", "--expire=now");
    store = ChainSandbox.store(clone.resolve(".git"));
    tip = ChainSandbox.append(open(), Optional.of(first), "second");
    GitCommand.run(store, "-c", "gc.auto=0", "count-objects");
  }

  @AfterEach
  void close() throws Exception {
    sandbox.close();
  }

  private ChainBranch open() throws IOException {
    ChainBranch chain = sandbox.chain(clone, ChainSandbox.access(server));
    chain.fetch();
    return chain;
  }

  enum Damage {
    GONE,
    NO_CONFIG,
    OTHER_VERSION,
    NO_ALTERNATES,
    EMPTY_OBJECTS,
    MISSING_OBJECTS,
    BROKEN_PACKS,
    LEFT_OVERS,
    WRONG_HINT
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedStoreIsMended(Damage damage) throws Exception {
    switch (damage) {
      case GONE -> Files.move(store, dir.resolve("elsewhere"));
      case NO_CONFIG -> Files.delete(store.resolve("config"));
      case OTHER_VERSION -> Files.writeString(store.resolve("rolecall-version"), "0\n");
      case NO_ALTERNATES -> Files.delete(store.resolve("objects/info/alternates"));
      case EMPTY_OBJECTS -> {
        for (Path object : objects()) {
          Files.delete(object);
          Files.createFile(object);
        }
      }
      case MISSING_OBJECTS -> {
        for (Path object : objects()) {
          Files.delete(object);
        }
      }
      case BROKEN_PACKS -> {
        GitCommand.run(store, "update-ref", "refs/heads/x", tip.id());
        GitCommand.run(store, "repack", "-dq");
        for (Path pack : objects()) {
          if (pack.toString().endsWith(".pack")) {
            long size = Files.size(pack);
            Files.delete(pack);
            Files.write(pack, new byte[(int) size]);
          }
        }
      }
      case LEFT_OVERS -> {
        Files.createFile(store.resolve("shallow.lock"));
        Files.createFile(store.resolve("config.lock"));
        Files.write(store.resolve("objects/pack/incoming_12.pack"), new byte[100]);
        Files.createFile(store.resolve("objects/noz12.tmp"));
        Files.createDirectory(store.resolveSibling("record-new-1"));
      }
      case WRONG_HINT -> {
        for (Path hint : files(store, 1)) {
          if (hint.getFileName().toString().startsWith("tip-")) {
            Files.writeString(hint, "0123456789012345678901234567890123456789\n");
          }
        }
      }
    }
    ChainBranch chain = open();
    assertEquals(Optional.of(tip), chain.fetch());
    assertEquals("second", ChainSandbox.text(chain, tip, "run.json"));
    ChainCommit third = ChainSandbox.append(chain, Optional.of(tip), "third");
    assertEquals(Optional.of(third.id()), sandbox.onRemote());
    assertEquals(3, chain.history().size());
  }

  /** What was borrowed from a branch that the clone has since dropped is fetched. */
  @Test
  void aBlobThatTheCloneDroppedIsFetched() throws Exception {
    String blob = GitCommand.run(clone, "rev-parse", "HEAD:roles/a.yaml").strip();
    ChainBranch chain = open();
    TreeEdit edit = chain.edit(tip).putBlob("files/a.yaml", blob);
    var end = (Appended.Landed) chain.append(tip, edit, ChainSandbox.message("borrows"));
    for (Path object : files(clone.resolve(".git/objects"), 9)) {
      if (!object.endsWith("alternates")) {
        Files.delete(object);
      }
    }
    assertEquals("2", ChainSandbox.text(open(), end.commit(), "files/a.yaml"));
  }

  @Test
  void aBlobThatNobodyHasIsSaidSoBeforeAnythingIsSent() throws Exception {
    ChainBranch chain = open();
    TreeEdit edit =
        chain.edit(tip).putBlob("files/a.yaml", "0123456789012345678901234567890123456789");
    IOException e =
        assertThrows(
            IOException.class, () -> chain.append(tip, edit, ChainSandbox.message("broken")));
    assertTrue(e.toString().contains("0123456789012345678901234567890123456789"), e.toString());
    assertEquals(Optional.of(tip.id()), sandbox.onRemote());
  }

  private List<Path> objects() throws IOException {
    return files(store.resolve("objects"), 9).stream()
        .filter(file -> !file.endsWith("alternates"))
        .toList();
  }

  private static List<Path> files(Path folder, int depth) throws IOException {
    try (Stream<Path> all = Files.walk(folder, depth)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
