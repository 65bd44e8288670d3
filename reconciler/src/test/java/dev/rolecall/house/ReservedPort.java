package dev.rolecall.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of 127.0.0.1 for a server that starts later, or starts again. A socket that is bound and
 * does not listen holds it: the system gives it to nobody who asks for any port, connections to it
 * are refused, and a server that names it may have it, because Java's and Netty's set SO_REUSEADDR.
 */
public final class ReservedPort implements AutoCloseable {
  private final Socket holder = new Socket();

  public ReservedPort() {
    try {
      holder.setReuseAddress(true);
      holder.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int number() {
    return holder.getLocalPort();
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
