package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.rolecall.git.CuttingProxy.Fate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that say nothing, too much or the wrong thing, and answers that are lost. */
@Timeout(120)
class ChainFailureTest {
  private static final RemoteAccess SHORT =
      RemoteAccess.of(Map.of()).within(Duration.ofMillis(400), Duration.ofMillis(400));

  @TempDir Path dir;
  private ChainSandbox sandbox;
  private final CountDownLatch over = new CountDownLatch(1);

  @BeforeEach
  void sandbox() throws Exception {
    sandbox = new ChainSandbox(dir);
  }

  @AfterEach
  void close() throws Exception {
    over.countDown();
    sandbox.close();
  }

  private interface Talk {
    void to(OutputStream client) throws IOException, InterruptedException;
  }

  private String gitServer(Talk talk) throws IOException {
    ServerSocket server =
        sandbox.closing(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual()
        .start(() -> {
          try (Socket client = server.accept()) {
            talk.to(client.getOutputStream());
          } catch (IOException | InterruptedException e) {
            // The client has gone, or the test is over.
          }
        });
    return "git://127.0.0.1:" + server.getLocalPort() + "/shared.git";
  }

  private String failure(String url, RemoteAccess access) throws Exception {
    ChainBranch chain = sandbox.chain(sandbox.clone(url), access);
    String message = assertThrows(RemoteException.class, chain::fetch).toString();
    assertTrue(message.contains("Could not fetch " + ChainSandbox.REF + " from origin ("), message);
    return message.substring(message.lastIndexOf("): ") + 3);
  }

  @Test
  void aSilentServerIsLeft() throws Exception {
    String url = gitServer(_ -> over.await());
    assertEquals("it did not finish within 400 ms.", failure(url, SHORT));
  }

  @Test
  void aServerThatNeverStopsTalkingIsLeft() throws Exception {
    String line = "003d" + "0".repeat(40) + " refs/heads/aaaaa";
    String url =
        gitServer(client -> {
          while (!over.await(5, TimeUnit.MILLISECONDS)) {
            client.write(line.substring(0, 61).getBytes(StandardCharsets.US_ASCII));
            client.flush();
          }
        });
    assertEquals("it did not finish within 400 ms.", failure(url, SHORT));
  }

  @Test
  void aSilentHttpServerIsLeft() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    var threads = sandbox.closing(Executors.newVirtualThreadPerTaskExecutor());
    server.setExecutor(threads);
    server.start();
    sandbox.closing(() -> server.stop(0));
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/shared.git";
    assertEquals("it did not finish within 400 ms.", failure(url, SHORT));
  }

  @Test
  void anSshThatHangsIsEnded() throws Exception {
    Path pid = dir.resolve("pid");
    Path script =
        GitServer.script(dir.resolve("hang.sh"), "echo $$ > %s; exec sleep 1000".formatted(pid));
    RemoteAccess access =
        RemoteAccess.of(Map.of("GIT_SSH_COMMAND", "sh " + script))
            .within(Duration.ofSeconds(3), Duration.ofSeconds(3));
    assertEquals(
        "it did not finish within 3 s.", failure("ssh://git@localhost/shared.git", access));
    Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    if (left.isPresent()) {
      var _ = left.get().onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void anSshThatFailsSaysWhyInOneLine() throws Exception {
    Path script =
        GitServer.script(
            dir.resolve("fail.sh"),
            "printf 'Host key \\033[31mverification failed.\\nmore\\n' >&2; exit 255");
    RemoteAccess access = RemoteAccess.of(Map.of("GIT_SSH_COMMAND", "sh " + script));
    assertEquals("Host key  [31mverification failed.", failure("git@localhost:shared.git", access));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://-oProxyCommand=touch%20x/shared.git",
        "ssh://host/-x/../a%0ab",
        "ftp://localhost/x",
        "ext::sh -c touch% x"
      })
  void anOddAddressIsNeitherAnOptionNorACommand(String url) throws Exception {
    ChainBranch chain = sandbox.chain(sandbox.clone(url), SHORT);
    String message = assertThrows(RemoteException.class, chain::fetch).toString();
    assertEquals(1, message.lines().count(), message);
    assertFalse(Files.exists(Path.of("x")));
  }

  @Test
  void whatAServerSaysIsOneCleanLine() throws Exception {
    String words =
        "ERR denied\u001b[2J for https://user:hunter2@example.com/a?private_token=hunter2"
            + " with Authorization: Basic aHVudGVyMjpodW50ZXIy "
            + "x".repeat(500);
    String url = gitServer(client -> client.write(new Packets.Request().line(words).toBytes()));
    String message = failure(url, RemoteAccess.of(Map.of()));
    assertFalse(message.contains("hunter2"), message);
    assertFalse(message.contains("aHVudGVy"), message);
    assertFalse(message.chars().anyMatch(Character::isISOControl), message);
    assertTrue(message.length() <= 340, message);
  }

  private CuttingProxy proxy() throws Exception {
    var daemon = (GitServer.Daemon) sandbox.serve(GitServer.Kind.DAEMON);
    return sandbox.closing(new CuttingProxy(daemon.port()));
  }

  private Appended append(CuttingProxy proxy, Fate... fates) throws Exception {
    RemoteAccess access =
        RemoteAccess.of(Map.of()).within(Duration.ofSeconds(60), Duration.ofSeconds(5));
    ChainBranch chain = sandbox.chain(sandbox.clone(proxy.url("shared.git")), access);
    TreeEdit edit = chain.edit(null).put("run.json", ChainSandbox.bytes("one"));
    proxy.next(fates);
    return chain.append(null, edit, ChainSandbox.message("one"));
  }

  @Test
  void aLostAnswerIsSettledByLooking() throws Exception {
    Appended end = append(proxy(), Fate.LOSE_ANSWER);
    ChainCommit one = assertInstanceOf(Appended.Landed.class, end).commit();
    assertEquals(Optional.of(one.id()), sandbox.onRemote());
  }

  @Test
  void aPushThatWasLostIsSentAgainOnce() throws Exception {
    Appended end = append(proxy(), Fate.LOSE_PUSH);
    ChainCommit one = assertInstanceOf(Appended.Landed.class, end).commit();
    assertEquals(Optional.of(one.id()), sandbox.onRemote());
    GitCommand.run(sandbox.shared, "update-ref", "-d", ChainSandbox.REF);
    Appended twice = append(proxy(), Fate.LOSE_PUSH, Fate.PASS, Fate.LOSE_PUSH);
    var unknown = assertInstanceOf(Appended.Unknown.class, twice);
    assertTrue(unknown.sent());
    assertTrue(unknown.reason().contains("which has not taken it so far: "), unknown.reason());
  }

  @Test
  void aPushThatIsNeverAnsweredEnds() throws Exception {
    var unknown = assertInstanceOf(Appended.Unknown.class, append(proxy(), Fate.HOLD_PUSH));
    assertTrue(unknown.sent());
    assertTrue(unknown.reason().endsWith("it did not finish within 5 s"), unknown.reason());
  }

  @Test
  void aPushThatCannotBeSettledIsUnknown() throws Exception {
    var lost =
        assertInstanceOf(Appended.Unknown.class, append(proxy(), Fate.LOSE_ANSWER, Fate.REFUSE));
    assertTrue(lost.sent());
    assertTrue(lost.reason().contains("it is not known whether it arrived"), lost.reason());
    var unreached =
        assertInstanceOf(Appended.Unknown.class, append(proxy(), Fate.REFUSE, Fate.REFUSE));
    assertFalse(unreached.sent());
    assertTrue(unreached.reason().startsWith("nothing was sent to origin ("), unreached.reason());
  }
}
