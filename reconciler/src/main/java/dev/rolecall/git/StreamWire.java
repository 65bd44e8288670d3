package dev.rolecall.git;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.transport.URIish;

/** A wire over two streams that stay open: a socket, a process, or a thread of this one. */
final class StreamWire implements Wire {
  private static final int GIT_PORT = 9418;
  private static final int CONNECT_MILLIS = 30_000;

  private final InputStream in;
  private final OutputStream out;
  private final Closeable end;

  private StreamWire(InputStream in, OutputStream out, Closeable end) {
    this.in = in;
    this.out = out;
    this.end = end;
  }

  /**
   * Over two streams.
   *
   * @param end closes both
   */
  static StreamWire over(RemoteCall call, InputStream in, OutputStream out, Closeable end) {
    OutputStream guarded = new BufferedOutputStream(new Guarded(call, out), 1 << 15);
    return new StreamWire(new BufferedInputStream(in, 1 << 15), guarded, end);
  }

  /** {@code git://}, which knows no password. */
  static StreamWire socket(RemoteCall call, URIish uri, Service service) throws IOException {
    String host = uri.getHost();
    String path = uri.getPath();
    if ((host + path).chars().anyMatch(Character::isISOControl)) {
      throw new IOException("its address has a control character");
    }
    HttpWire.requirePort(uri.getPort());
    @SuppressWarnings("resource") // the call closes it
    Socket socket = call.closing(new Socket());
    int port = uri.getPort() > 0 ? uri.getPort() : GIT_PORT;
    socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    socket.setTcpNoDelay(true);
    StreamWire wire = over(call, socket.getInputStream(), socket.getOutputStream(), socket);
    String at = uri.getPort() > 0 ? host + ":" + port : host;
    String version = service == Service.UPLOAD ? "\0version=2\0" : "";
    String hello = service.command + " " + path + "\0host=" + at + "\0" + version;
    wire.out.write(new Packets.Request().line(hello).toBytes());
    wire.out.flush();
    return wire;
  }

  /** Over a process, whose own words replace "it closed the connection". */
  static StreamWire process(RemoteCall call, RemoteProcess process) {
    InputStream in = new Explained(process.stdout(), process::explain);
    return over(call, in, process.stdin(), process);
  }

  @Override
  public InputStream greeting() {
    return in;
  }

  @Override
  public InputStream ask(Body body) throws IOException {
    try {
      body.writeTo(out);
      out.flush();
    } catch (IOException e) {
      // A server that refuses early says why before it hangs up, so what it says is read first.
      if (in.available() == 0) {
        throw e;
      }
    }
    return in;
  }

  @Override
  public void close() throws IOException {
    end.close();
  }

  /** Turns the end of a stream into the reason for it. */
  private static final class Explained extends FilterInputStream {
    private final UnaryOperator<String> explain;

    Explained(InputStream in, UnaryOperator<String> explain) {
      super(in);
      this.explain = explain;
    }

    @Override
    public int read() throws IOException {
      return orReason(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return orReason(super.read(buffer, offset, length));
    }

    private int orReason(int value) throws IOException {
      if (value < 0) {
        throw new EOFException(explain.apply("it closed the connection"));
      }
      return value;
    }
  }
}
