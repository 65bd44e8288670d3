package dev.rolecall.record;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Emergency;
import dev.rolecall.model.Hold;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Standing;
import dev.rolecall.model.TakenBack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What stands over the tenant beside its runs, as {@code standing.json}; no file: nothing does. */
final class StandingFile {
  private static final String NAME = "standing.json";
  private static final int LARGEST = 16 * 1024 * 1024;

  private StandingFile() {}

  static void write(TreeEdit edit, Standing before, Standing standing) {
    if (standing.equals(before)) {
      return;
    }
    if (standing.equals(Standing.nothing())) {
      edit.remove(NAME);
      return;
    }
    edit.put(
        NAME,
        Json.page(out -> {
          hold(out, standing.hold());
          out.writeArrayPropertyStart("taken-back");
          standing.takenBack().forEach(one -> takenBack(out, one));
          out.writeEndArray();
          out.writeArrayPropertyStart("break-glass");
          standing.emergencies().forEach(one -> emergency(out, one));
          out.writeEndArray();
        }));
  }

  private static void hold(JsonGenerator out, @Nullable Hold hold) {
    if (hold == null) {
      return;
    }
    out.writeObjectPropertyStart("hold");
    out.writeStringProperty("by", hold.by());
    out.writeStringProperty("reason", hold.reason());
    out.writeStringProperty("since", hold.since().toString());
    out.writeStringProperty("until", hold.until().toString());
    out.writeEndObject();
  }

  private static void takenBack(JsonGenerator out, TakenBack one) {
    out.writeStartObject();
    out.writeStringProperty("run", one.run());
    out.writeStringProperty("by", one.by());
    out.writeStringProperty("at", one.at().toString());
    out.writeArrayPropertyStart("redo");
    one.redo().forEach(out::writeString);
    out.writeEndArray();
    out.writeArrayPropertyStart("roles");
    one.roles().forEach(role -> out.writeString(role.value()));
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void emergency(JsonGenerator out, Emergency one) {
    out.writeStartObject();
    out.writeStringProperty("run", one.run());
    out.writeStringProperty("at", one.at().toString());
    out.writeStringProperty("by", one.by());
    out.writeStringProperty("reason", one.reason());
    out.writeArrayPropertyStart("lifted");
    one.lifted().forEach(out::writeString);
    out.writeEndArray();
    out.writeEndObject();
  }

  static Standing read(ChainBranch branch, ChainCommit commit) throws IOException {
    Optional<byte[]> bytes = branch.read(commit, NAME);
    if (bytes.isEmpty()) {
      return Standing.nothing();
    }
    if (bytes.get().length > LARGEST) {
      throw new BrokenRecord("has a standing.json larger than 16 MiB");
    }
    return Json.read(bytes.get(), NAME, StandingFile::standing);
  }

  private static Standing standing(StrictObject in) {
    @Nullable StrictObject hold = in.objectOrNull("hold");
    List<TakenBack> takenBack = new ArrayList<>();
    for (StrictObject one : in.objects("taken-back")) {
      takenBack.add(takenBack(one));
    }
    List<Emergency> emergencies = new ArrayList<>();
    for (StrictObject one : in.objects("break-glass")) {
      emergencies.add(
          new Emergency(
              one.text("run"),
              one.instant("at"),
              one.text("by"),
              one.text("reason"),
              one.texts("lifted")));
      one.end();
    }
    var standing = new Standing(hold == null ? null : hold(hold), takenBack, emergencies);
    in.end();
    return standing;
  }

  private static Hold hold(StrictObject in) {
    var hold = new Hold(in.text("by"), in.text("reason"), in.instant("since"), in.instant("until"));
    in.end();
    return hold;
  }

  private static TakenBack takenBack(StrictObject in) {
    var roles = new TreeSet<Slug>();
    in.texts("roles").forEach(role -> roles.add(new Slug(role)));
    var one =
        new TakenBack(
            in.text("run"),
            in.text("by"),
            in.instant("at"),
            new TreeSet<>(in.texts("redo")),
            roles);
    in.end();
    return one;
  }
}
