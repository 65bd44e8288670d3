package dev.rolecall.git;

import dev.rolecall.git.Packets.Mark;
import dev.rolecall.git.Packets.Request;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PackParser;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@code git-upload-pack} for one ref, and for what it names. Protocol 2 where the server has
 * it, so that it lists this ref alone; else 0, of whose list nothing else is kept. JGit's own
 * client keeps every ref, and writes the shallow state of what it fetches into the repository.
 */
final class FetchClient {
  /** As depth, git takes this for "all of it". */
  static final int WHOLE = 0x7fffffff;

  private static final long PACK_LIMIT = 1L << 30;
  private static final long OBJECT_LIMIT = 256L << 20;

  private final Wire wire;
  private final String ref;
  private final Set<String> capabilities = new HashSet<>();
  private boolean version2;
  private @Nullable ObjectId tip;

  FetchClient(Wire wire, String ref) {
    this.wire = wire;
    this.ref = ref;
  }

  /** The id that the ref has on the remote; null when it is not there. To be asked first. */
  @Nullable ObjectId tip() throws IOException {
    Packets greeting = new Packets(wire.greeting());
    String line = greeting.line();
    if (line != null && line.equals("version 1")) {
      line = greeting.line();
    }
    if (line != null && line.equals("version 2")) {
      version2 = true;
      for (String each = greeting.line(); each != null; each = greeting.line()) {
        capabilities.add(each.split("=", 2)[0]);
        refuseSha256(each);
      }
      list();
    } else {
      readRefs(greeting, line);
    }
    return tip;
  }

  /**
   * Fetches a commit and all that it names into a repository, whose refs stay as they are.
   *
   * @param haves commits whose trees are here in full
   * @param shallow those of them whose parents are not here
   * @param depth how many commits of the chain
   */
  void fetch(
      ObjectId want, List<ObjectId> haves, List<ObjectId> shallow, int depth, Repository into)
      throws IOException {
    byte[] request =
        version2 ? request2(want, haves, shallow, depth) : request0(want, haves, shallow, depth);
    Packets answer = new Packets(wire.ask(out -> out.write(request)));
    skipToPack(answer);
    try (ObjectInserter inserter = into.newObjectInserter();
        SideBand pack = new SideBand(answer);
        InputStream limited = new LimitedStream(pack, PACK_LIMIT)) {
      PackParser parser = inserter.newPackParser(limited);
      parser.setAllowThin(true);
      parser.setObjectChecker(new ObjectChecker());
      parser.setMaxObjectSizeLimit(OBJECT_LIMIT);
      parser.setCheckEofAfterPackFooter(false);
      parser.setExpectDataAfterPackFooter(false);
      var _ = parser.parse(NullProgressMonitor.INSTANCE);
      inserter.flush();
    } catch (CorruptObjectException | MissingObjectException | EOFException | ZipException e) {
      throw damaged(e);
    }
  }

  /** What comes is held against what is here, and JGit does not say which of the two is broken. */
  private static IOException damaged(IOException e) {
    return new IOException(
        ("%s; what it sent, or an object of this clone that is the same, is damaged: git fsck"
                + " tells, and git fetch --refetch --no-filter origin brings an object back")
            .formatted(RemoteWords.reason(e)),
        e);
  }

  private void list() throws IOException {
    byte[] request =
        new Request()
            .line("command=ls-refs\n")
            .line("agent=git/rolecall\n")
            .mark(Mark.DELIMITER)
            .line("ref-prefix " + ref + "\n")
            .mark(Mark.FLUSH)
            .toBytes();
    Packets answer = new Packets(wire.ask(out -> out.write(request)));
    for (String line = answer.line(); line != null; line = answer.line()) {
      take(line);
    }
  }

  private void readRefs(Packets greeting, @Nullable String first) throws IOException {
    if (first == null) {
      return;
    }
    int zero = first.indexOf('\0');
    String words = zero < 0 ? "" : first.substring(zero + 1);
    capabilities.addAll(Arrays.asList(words.split(" ", -1)));
    for (String each : capabilities) {
      refuseSha256(each);
    }
    take(zero < 0 ? first : first.substring(0, zero));
    for (String line = greeting.line(); line != null; line = greeting.line()) {
      take(line);
    }
  }

  private void take(String line) throws IOException {
    if (line.length() > 41 && line.startsWith(ref, 41) && line.length() == 41 + ref.length()) {
      tip = id(line.substring(0, 40));
    }
  }

  private static byte[] request2(
      ObjectId want, List<ObjectId> haves, List<ObjectId> shallow, int depth) {
    Request request =
        new Request()
            .line("command=fetch\n")
            .line("agent=git/rolecall\n")
            .mark(Mark.DELIMITER)
            .line("thin-pack\n")
            .line("no-progress\n")
            .line("ofs-delta\n")
            .line("want " + want.name() + "\n");
    shallow.forEach(id -> request.line("shallow " + id.name() + "\n"));
    request.line("deepen " + depth + "\n");
    haves.forEach(id -> request.line("have " + id.name() + "\n"));
    return request.line("done\n").mark(Mark.FLUSH).toBytes();
  }

  private byte[] request0(ObjectId want, List<ObjectId> haves, List<ObjectId> shallow, int depth)
      throws IOException {
    if (!capabilities.contains("side-band-64k") || !capabilities.contains("shallow")) {
      throw new IOException("it speaks too old a protocol");
    }
    StringBuilder line = new StringBuilder("want " + want.name() + " side-band-64k");
    for (String word : List.of("thin-pack", "ofs-delta", "no-progress")) {
      if (capabilities.contains(word)) {
        line.append(' ').append(word);
      }
    }
    Request request = new Request().line(line.append('\n').toString());
    shallow.forEach(id -> request.line("shallow " + id.name() + "\n"));
    request.line("deepen " + depth + "\n").mark(Mark.FLUSH);
    haves.forEach(id -> request.line("have " + id.name() + "\n"));
    return request.line("done\n").toBytes();
  }

  /** What is shallow is known from what is missing, so the answer to it is passed over. */
  private void skipToPack(Packets answer) throws IOException {
    if (!version2) {
      for (String line = answer.line(); line != null; ) {
        line = answer.line();
      }
      String last = answer.line();
      if (last == null || !(last.startsWith("ACK ") || last.equals("NAK"))) {
        throw new IOException("it does not speak git's protocol");
      }
      return;
    }
    for (String line = answer.line(); !"packfile".equals(line); line = answer.line()) {
      // Lines of shallow-info and the marks between sections; the text limit bounds them.
      if (line == null) {
        line = answer.line();
        if ("packfile".equals(line)) {
          return;
        }
        if (line == null) {
          throw new IOException("it sent no objects");
        }
      }
    }
  }

  private static void refuseSha256(String capability) throws IOException {
    if (capability.equals("object-format=sha256")) {
      throw new IOException("it is a SHA-256 repository, which is not supported");
    }
  }

  static ObjectId id(String hex) throws IOException {
    if (!ObjectId.isId(hex)) {
      throw new IOException("it does not speak git's protocol");
    }
    return ObjectId.fromString(hex);
  }
}
