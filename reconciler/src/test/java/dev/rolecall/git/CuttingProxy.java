package dev.rolecall.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Stands between a client and a {@code git daemon}. What happens to the next connections is put in
 * a queue; when that is empty, all passes.
 */
final class CuttingProxy implements AutoCloseable {

  /** What becomes of one connection. */
  enum Fate {
    PASS,
    /** The server gets everything; its answer to the push is lost. */
    LOSE_ANSWER,
    /** The server gets nothing of the push, the client thinks it has. */
    LOSE_PUSH,
    /** As before, but the connection stays open. */
    HOLD_PUSH,
    /** Closed at once. */
    REFUSE
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final Deque<Fate> fates = new ConcurrentLinkedDeque<>();
  private final List<Socket> open = new ArrayList<>();

  CuttingProxy(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  String url(String name) {
    return "git://127.0.0.1:" + server.getLocalPort() + "/" + name;
  }

  void next(Fate... coming) {
    fates.addAll(List.of(coming));
  }

  private void accept() {
    try {
      while (true) {
        Socket client = keep(server.accept());
        Fate fate = fates.isEmpty() ? Fate.PASS : fates.removeFirst();
        Thread.ofVirtual().start(() -> carry(client, fate));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void carry(Socket client, Fate fate) {
    try (client) {
      if (fate == Fate.REFUSE) {
        return;
      }
      Socket there = keep(new Socket(InetAddress.getLoopbackAddress(), target));
      InputStream from = client.getInputStream();
      OutputStream to = there.getOutputStream();
      packet(from, to); // the hello
      switch (fate) {
        case PASS -> {
          Thread.ofVirtual().start(() -> pump(from, to));
          there.getInputStream().transferTo(client.getOutputStream());
        }
        case LOSE_ANSWER -> {
          advertisement(there, client);
          Thread.ofVirtual().start(() -> pump(from, to));
          there.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        case LOSE_PUSH, HOLD_PUSH -> {
          advertisement(there, client);
          while (packet(from, OutputStream.nullOutputStream())) {} // the command
          var _ = from.readNBytes(32); // some of the pack
          if (fate == Fate.HOLD_PUSH) {
            from.transferTo(OutputStream.nullOutputStream());
          }
        }
        case REFUSE -> {}
      }
    } catch (IOException e) {
      // One side has gone, which is what this is for.
    }
  }

  private static void advertisement(Socket from, Socket to) throws IOException {
    while (packet(from.getInputStream(), to.getOutputStream())) {}
  }

  private static boolean packet(InputStream from, OutputStream to) throws IOException {
    byte[] head = from.readNBytes(4);
    to.write(head);
    int length = Integer.parseInt(new String(head, StandardCharsets.US_ASCII), 16);
    if (length > 4) {
      to.write(from.readNBytes(length - 4));
    }
    return length > 0;
  }

  private static void pump(InputStream from, OutputStream to) {
    try {
      byte[] buffer = new byte[8192];
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One side has gone.
    }
  }

  private Socket keep(Socket socket) {
    synchronized (open) {
      open.add(socket);
    }
    return socket;
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (open) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
