package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * People whose sessions end: somebody a line, with what was lost, by which run, and because of
 * what.
 */
final class RevocationLines {
  /** Who is to be logged out still, as {@code owed/0001.jsonl}. */
  static final RevocationLines OWED = new RevocationLines("owed");

  /** Whom the run has logged out, as {@code logged-out/0001.jsonl}. */
  static final RevocationLines ENDED = new RevocationLines("logged-out");

  private static final int MOST = 5_000_000;

  private final String folder;
  private final NumberedFiles files;

  private RevocationLines(String folder) {
    this.folder = folder;
    this.files = new NumberedFiles(folder, "jsonl");
  }

  void write(
      TreeEdit edit,
      ChainBranch branch,
      @Nullable ChainCommit base,
      Collection<OwedRevocation> owed)
      throws IOException {
    Iterator<byte[]> lines =
        owed.stream().sorted().map(one -> Json.line(out -> line(out, one))).iterator();
    files.write(edit, branch, base, lines);
  }

  private static void line(JsonGenerator out, OwedRevocation owed) {
    out.writeStringProperty("user", owed.account().id());
    out.writeStringProperty("name", owed.account().name());
    out.writeStringProperty("run", owed.run());
    out.writeStringProperty("since", owed.since().toString());
    out.writeArrayPropertyStart("policies");
    owed.policies().forEach(out::writeString);
    out.writeEndArray();
    out.writeArrayPropertyStart("roles");
    for (Holdable item : owed.lost()) {
      if (item instanceof Holdable.OfRole(Slug role)) {
        out.writeString(role.value());
      }
    }
    out.writeEndArray();
    out.writeArrayPropertyStart("capabilities");
    for (Holdable item : owed.lost()) {
      if (item instanceof Holdable.OfCapability(CapabilityId id)) {
        out.writeStartObject();
        out.writeStringProperty("area", id.area());
        out.writeStringProperty("action", id.action());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  List<OwedRevocation> read(ChainBranch branch, ChainCommit commit) throws IOException {
    var owed = new ArrayList<OwedRevocation>();
    files.read(
        branch,
        commit,
        line -> {
          owed.add(
              Json.read(
                  line.getBytes(US_ASCII),
                  "a line of " + folder + "/",
                  in -> {
                    OwedRevocation one = one(in);
                    in.end();
                    return one;
                  }));
          if (owed.size() > MOST) {
            throw new BrokenRecord("has more than %,d lines in %s/".formatted(MOST, folder));
          }
        });
    return owed;
  }

  private static OwedRevocation one(StrictObject in) {
    var lost = new TreeSet<Holdable>();
    in.texts("roles").forEach(role -> lost.add(Holdable.role(role)));
    in.capabilities("capabilities").forEach(id -> lost.add(new Holdable.OfCapability(id)));
    String user = in.text("user");
    if (user.isBlank()) {
      throw in.wrong("names nobody");
    }
    return new OwedRevocation(
        new Subject(SubjectKind.USER, user, in.text("name")),
        lost,
        new TreeSet<>(in.texts("policies")),
        in.text("run"),
        in.instant("since"));
  }
}
