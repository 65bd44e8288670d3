package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listens where the tenant should be and speaks no HTTP, or never comes to an end of it. */
@Tag("e2e")
final class OddTenantsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "SSH-2.0-OpenSSH_9.6|, '', unexpected status line",
    "HTTP/1.1 200 OK|, X-More: and more of it|, unexpected end of stream",
    "'', HTTP/1.1 100 Continue||, unexpected end of stream",
    "HTTP/1.1 407 Proxy Authentication Required|Connection: close|Content-Length: 0||, '', (407)",
  })
  void isAskedTwice(String begin, String endless, String says) throws Exception {
    try (var odd = new Odd(begin.replace("|", "\r\n"), endless.replace("|", "\r\n"));
        var repo = RolesRepo.acme(folder.resolve("acme"), odd.url())) {
      repo.cli().run("plan").ended(ExitCode.REMOTE_FAILED).says(says, "tried 2 times");
      assertEquals(2, odd.connections.get());
    }
  }

  /** Answers each connection with the same, and with the rest for as long as somebody listens. */
  private static final class Odd implements AutoCloseable {
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final byte[] begin;
    private final byte[] endless;

    Odd(String begin, String endless) throws IOException {
      this.begin = begin.getBytes(UTF_8);
      this.endless = endless.getBytes(UTF_8);
      Thread.ofVirtual().start(this::serve);
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void serve() {
      try {
        while (true) {
          Socket one = socket.accept();
          connections.incrementAndGet();
          Thread.ofVirtual().start(() -> answer(one));
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    private void answer(Socket one) {
      try (one) {
        one.getOutputStream().write(begin);
        while (endless.length > 0) {
          one.getOutputStream().write(endless);
        }
        one.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // It has heard enough.
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
