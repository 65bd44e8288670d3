package dev.rolecall.record;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.model.TenantIdentity;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A run as {@code run.json}: ASCII, the same bytes for equal runs. */
final class RunJson {
  static final String NAME = "run.json";
  static final int VERSION = 1;

  private static final String FORMAT = "rolecall-record";
  private static final int LARGEST = 1024 * 1024;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private RunJson() {}

  static byte[] write(RunRecord record) {
    return Json.page(out -> {
      out.writeStringProperty("format", FORMAT);
      out.writeNumberProperty("version", VERSION);
      out.writeStringProperty("run", record.run().id());
      out.writeStringProperty("actor", record.run().actor());
      progress(out, record.progress());
      out.writeName("tenant");
      tenant(out, record.run().tenant());
      target(out, record.target());
      out.writeArrayPropertyStart("tops");
      record.tops().forEach(top -> out.writeString(top.toString()));
      out.writeEndArray();
      out.writeStringProperty("plan", record.run().plan());
      out.writeBooleanProperty("rollback", record.run().rollback());
      OptionsJson.write(out, record.run().options());
      ties(out, record.ties());
    });
  }

  static RunRecord read(byte[] bytes) throws BrokenRecord {
    if (bytes.length > LARGEST) {
      throw new BrokenRecord("has a run.json larger than 1 MiB");
    }
    return Json.read(bytes, NAME, RunJson::run);
  }

  private static RunRecord run(StrictObject in) {
    if (!in.has("format") || !in.text("format").equals(FORMAT)) {
      throw in.wrong("is of no record");
    }
    int version = in.number("version");
    if (version != VERSION) {
      throw in.wrong(
          "has version %d, written by a newer rolecall; this one reads version %d"
              .formatted(version, VERSION));
    }
    var record =
        new RunRecord(
            new RunInfo(
                in.text("run"),
                in.text("actor"),
                in.text("plan"),
                tenant(in.object("tenant")),
                OptionsJson.read(in)),
            target(in.object("target")),
            tops(in),
            progress(in),
            ties(in));
    in.end();
    return record;
  }

  private static void progress(JsonGenerator out, Progress progress) {
    out.writeStringProperty("state", word(progress.state()));
    out.writeStringProperty("begun", progress.begun().toString());
    instant(out, "ended", progress.ended());
    instant(out, "lease", progress.lease());
    if (progress.grants() != null) {
      out.writeNumberProperty("grants", progress.grants());
    }
    if (progress.names() != null) {
      out.writeNumberProperty("names", progress.names());
    }
  }

  private static Progress progress(StrictObject in) {
    return new Progress(
        in.word("state", RunState.class),
        in.instant("begun"),
        instantOrNull(in, "ended"),
        instantOrNull(in, "lease"),
        in.has("grants") ? in.number("grants") : null,
        in.has("names") ? in.number("names") : null);
  }

  private static String word(RunState state) {
    return switch (state) {
      case STARTED -> "started";
      case DONE -> "done";
      case PARTIAL -> "partial";
    };
  }

  private static void tenant(JsonGenerator out, TenantIdentity tenant) {
    out.writeStartObject();
    out.writeStringProperty("provider", tenant.provider());
    out.writeStringProperty("url", tenant.url());
    if (tenant.realm() != null) {
      out.writeStringProperty("realm", tenant.realm());
    }
    out.writeEndObject();
  }

  private static TenantIdentity tenant(StrictObject in) {
    var tenant = new TenantIdentity(in.text("provider"), in.text("url"), in.textOrNull("realm"));
    in.end();
    return tenant;
  }

  private static void target(JsonGenerator out, Target target) {
    out.writeObjectPropertyStart("target");
    out.writeStringProperty("commit", target.commit());
    out.writeBooleanProperty("dirty", target.dirty());
    out.writeStringProperty("files", target.files());
    out.writeBooleanProperty("shared", target.shared());
    out.writeEndObject();
  }

  private static Target target(StrictObject in) {
    var target =
        new Target(
            commit(in, in.text("commit")), in.flag("dirty"), in.text("files"), in.flag("shared"));
    in.end();
    return target;
  }

  private static SortedSet<Top> tops(StrictObject in) {
    var tops = new TreeSet<Top>();
    for (String text : in.texts("tops")) {
      Top top = Top.parse(text);
      commit(in, top.commit());
      tops.add(top);
    }
    return tops;
  }

  private static void ties(JsonGenerator out, Ties ties) {
    if (ties.applied() != null) {
      out.writeObjectPropertyStart("applied");
      out.writeStringProperty("commit", ties.applied().commit());
      out.writeBooleanProperty("dirty", ties.applied().dirty());
      out.writeStringProperty("at", ties.applied().at().toString());
      out.writeEndObject();
    }
    if (ties.movedFrom() != null) {
      out.writeName("moved-from");
      tenant(out, ties.movedFrom());
    }
    if (ties.replaces() != null) {
      out.writeStringProperty("replaces", ties.replaces());
    }
    if (ties.cut() != null) {
      out.writeObjectPropertyStart("cut");
      out.writeStringProperty("by", ties.cut().by());
      out.writeStringProperty("at", ties.cut().at().toString());
      out.writeNumberProperty("runs", ties.cut().runs());
      out.writeEndObject();
    }
    DefinitionIdsJson.write(out, "vanished", ties.vanished());
    DefinitionIdsJson.write(out, "made", ties.made());
    if (ties.renamed() != null) {
      out.writeStringProperty("renamed", ties.renamed());
    }
  }

  private static Ties ties(StrictObject in) {
    StrictObject applied = in.objectOrNull("applied");
    StrictObject moved = in.objectOrNull("moved-from");
    String replaces = in.textOrNull("replaces");
    StrictObject cut = in.objectOrNull("cut");
    return new Ties(
        applied == null ? null : applied(applied),
        moved == null ? null : tenant(moved),
        replaces == null ? null : commit(in, replaces),
        cut == null ? null : cut(cut),
        DefinitionIdsJson.read(in, "vanished"),
        DefinitionIdsJson.read(in, "made"),
        in.textOrNull("renamed"));
  }

  private static CutOff cut(StrictObject in) {
    var cut = new CutOff(in.text("by"), in.instant("at"), in.number("runs"));
    in.end();
    return cut;
  }

  private static AppliedRun applied(StrictObject in) {
    var run = new AppliedRun(commit(in, in.text("commit")), in.flag("dirty"), in.instant("at"));
    in.end();
    return run;
  }

  private static void instant(JsonGenerator out, String name, @Nullable Instant at) {
    if (at != null) {
      out.writeStringProperty(name, at.toString());
    }
  }

  private static @Nullable Instant instantOrNull(StrictObject in, String name) {
    return in.has(name) ? in.instant(name) : null;
  }

  private static String commit(StrictObject in, String id) {
    if (!COMMIT.matcher(id).matches()) {
      throw in.wrong("has something else for the id of a commit");
    }
    return id;
  }
}
