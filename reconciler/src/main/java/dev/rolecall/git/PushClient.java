package dev.rolecall.git;

import dev.rolecall.git.Packets.Mark;
import dev.rolecall.git.Packets.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Asks {@code git-receive-pack} to move one ref if it still is what was expected. */
final class PushClient {
  private final RemoteCall call;
  private final Wire wire;
  private final String ref;

  PushClient(RemoteCall call, Wire wire, String ref) {
    this.call = call;
    this.wire = wire;
    this.ref = ref;
  }

  /** What the server said. */
  sealed interface Answer {
    record Done() implements Answer {}

    /** Nothing was sent: the ref is not what was expected; {@code now} is null when it is gone. */
    record Other(@Nullable ObjectId now) implements Answer {}

    /** It was sent and not taken, for whatever reason; only a look can tell why. */
    record Refused(String reason) implements Answer {}
  }

  /**
   * Pushes.
   *
   * @param expected {@link ObjectId#zeroId} when the ref must not be there yet
   * @param pack writes the objects
   */
  Answer push(ObjectId expected, ObjectId to, Wire.Body pack) throws IOException {
    Packets greeting = new Packets(wire.greeting());
    Set<String> capabilities = new HashSet<>();
    @Nullable ObjectId now = readRefs(greeting, capabilities);
    if (!expected.equals(now == null ? ObjectId.zeroId() : now)) {
      return new Answer.Other(now);
    }
    if (!capabilities.contains("report-status")) {
      throw new IOException("it does not say what becomes of a push");
    }
    boolean bands = capabilities.contains("side-band-64k");
    String words = "\0 report-status" + (bands ? " side-band-64k" : "") + " agent=git/rolecall";
    byte[] command =
        new Request()
            .line(expected.name() + " " + to.name() + " " + ref + words)
            .mark(Mark.FLUSH)
            .toBytes();
    InputStream answer =
        wire.ask(out -> {
          call.markSent();
          out.write(command);
          pack.writeTo(out);
        });
    if (!bands) {
      return report(new Packets(answer), "");
    }
    try (SideBand band = new SideBand(new Packets(answer))) {
      byte[] report = band.readNBytes(1 << 16);
      return report(new Packets(new ByteArrayInputStream(report)), band.said());
    }
  }

  private @Nullable ObjectId readRefs(Packets greeting, Set<String> capabilities)
      throws IOException {
    @Nullable ObjectId found = null;
    boolean first = true;
    for (String line = greeting.line(); line != null; line = greeting.line()) {
      if (line.equals("version 1")) {
        continue;
      }
      if (first) {
        int zero = line.indexOf('\0');
        if (zero < 0) {
          throw new IOException("it does not speak git's protocol");
        }
        capabilities.addAll(Arrays.asList(line.substring(zero + 1).split(" ", -1)));
        line = line.substring(0, zero);
        first = false;
      }
      if (line.length() == 41 + ref.length() && line.endsWith(" " + ref)) {
        found = FetchClient.id(line.substring(0, 40));
      }
    }
    return found;
  }

  /** {@code unpack ok}, then {@code ok REF} or {@code ng REF why}. */
  private Answer report(Packets report, String said) throws IOException {
    @Nullable String unpack = report.line();
    if (unpack == null || !unpack.startsWith("unpack ")) {
      throw new IOException("it did not say what became of the push");
    }
    @Nullable String line = report.line();
    if (line != null && line.equals("ok " + ref)) {
      return new Answer.Done();
    }
    String why =
        line != null && line.startsWith("ng " + ref + " ")
            ? line.substring(4 + ref.length())
            : unpack.substring("unpack ".length());
    String reason = RemoteWords.line(why, "it gave no reason");
    String more = RemoteWords.line(said, "");
    return new Answer.Refused(
        more.isEmpty() ? reason : RemoteWords.line(reason + ": " + more, reason));
  }
}
