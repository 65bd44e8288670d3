package dev.rolecall.git;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A conversation with one service of a git server, whichever way its bytes go. */
interface Wire extends Closeable {

  /** What the server says before it is asked. */
  InputStream greeting() throws IOException;

  /** Sends one request; the answer is to be read to its end before the next. */
  InputStream ask(Body body) throws IOException;

  /** Writes a request. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What a server does: hand out objects, or take them. */
  enum Service {
    UPLOAD("git-upload-pack"),
    RECEIVE("git-receive-pack");

    final String command;

    Service(String command) {
      this.command = command;
    }
  }

  /** Asks the call before each write, so that one that has ended sends nothing more. */
  final class Guarded extends OutputStream {
    private final RemoteCall call;
    private final OutputStream out;

    Guarded(RemoteCall call, OutputStream out) {
      this.call = call;
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      call.sending();
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      call.sending();
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      call.sending();
      out.flush();
    }
  }
}
