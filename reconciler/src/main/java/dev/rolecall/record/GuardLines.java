package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Creation;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.GuardMemory.Bound;
import dev.rolecall.model.GuardMemory.RunTally;
import dev.rolecall.model.Loss;
import dev.rolecall.model.Retirement;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What guards have to remember, as {@code guards/0001.jsonl}: approvals that were used, what runs
 * of the last day took and gave and created, roles that those of the last year retired. No names of
 * people are in it, and ids where a guard asks for them.
 */
final class GuardLines {
  private static final NumberedFiles FILES = new NumberedFiles("guards", "jsonl");
  private static final int MOST = 1_000_000;

  /** Steps of an approval, or people, on one line: of more there are more lines. */
  private static final int MANY = 10_000;

  private GuardLines() {}

  static void write(
      TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base, GuardMemory memory)
      throws IOException {
    var lines = new ArrayList<byte[]>();
    memory.approvals().forEach((approval, bound) -> approval(approval, bound, lines));
    memory.runs().forEach(run -> lines.add(Json.line(out -> run(out, run))));
    memory.retirements().forEach(gone -> lines.add(Json.line(out -> retirement(out, gone))));
    memory.creations().forEach(made -> lines.add(Json.line(out -> creation(out, made))));
    memory.losses().forEach(loss -> losses(loss, lines));
    DrainLines.write(memory.drains(), lines);
    FILES.write(edit, branch, base, lines.iterator());
  }

  private static void approval(String approval, Bound bound, List<byte[]> lines) {
    List<String> steps = List.copyOf(bound.steps());
    for (int from = 0; from == 0 || from < steps.size(); from += MANY) {
      List<String> some = steps.subList(from, Math.min(from + MANY, steps.size()));
      lines.add(
          Json.line(out -> {
            out.writeStringProperty("approval", approval);
            out.writeStringProperty("until", bound.until().toString());
            out.writeArrayPropertyStart("steps");
            some.forEach(out::writeString);
            out.writeEndArray();
          }));
    }
  }

  private static void run(JsonGenerator out, RunTally run) {
    Tally tally = run.tally();
    out.writeStringProperty("run", run.run());
    out.writeStringProperty("at", run.at().toString());
    out.writeNumberProperty("roles-retired", tally.rolesRetired());
    out.writeNumberProperty("assignments-removed", tally.assignmentsRemoved());
    out.writeNumberProperty("people-losing", tally.peopleLosing());
    out.writeNumberProperty("people-gaining", tally.peopleGaining());
    if (tally.peopleTrusted() > 0) {
      out.writeNumberProperty("people-trusted", tally.peopleTrusted());
    }
    if (tally.peopleLoggedOut() > 0) {
      out.writeNumberProperty("people-logged-out", tally.peopleLoggedOut());
    }
    out.writeArrayPropertyStart("fewer");
    tally
        .fewer()
        .forEach((role, people) -> {
          out.writeStartObject();
          out.writeStringProperty("role", role.value());
          out.writeNumberProperty("people", people);
          out.writeEndObject();
        });
    out.writeEndArray();
  }

  private static void retirement(JsonGenerator out, Retirement gone) {
    out.writeStringProperty("retired", gone.role().value());
    out.writeStringProperty("at", gone.at().toString());
    capabilities(out, gone.capabilities());
  }

  /** A line for so many people. */
  private static void losses(Loss loss, List<byte[]> lines) {
    List<String> people = List.copyOf(loss.people());
    for (int from = 0; from < people.size(); from += MANY) {
      List<String> some = people.subList(from, Math.min(from + MANY, people.size()));
      lines.add(
          Json.line(out -> {
            out.writeStringProperty("lost", loss.role().value());
            out.writeStringProperty("at", loss.at().toString());
            capabilities(out, loss.capabilities());
            out.writeArrayPropertyStart("people");
            some.forEach(out::writeString);
            out.writeEndArray();
          }));
    }
  }

  private static void capabilities(JsonGenerator out, Collection<CapabilityId> ids) {
    out.writeArrayPropertyStart("capabilities");
    for (CapabilityId id : ids) {
      out.writeStartObject();
      out.writeStringProperty("area", id.area());
      out.writeStringProperty("action", id.action());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void creation(JsonGenerator out, Creation made) {
    out.writeStringProperty("created", made.role().value());
    out.writeStringProperty("at", made.at().toString());
  }

  static GuardMemory read(ChainBranch branch, ChainCommit commit) throws IOException {
    var memory = new Reading();
    FILES.read(branch, commit, memory::line);
    return memory.whole();
  }

  /** The same, of files as they are found. */
  static GuardMemory read(CommittedFiles files) throws IOException {
    var memory = new Reading();
    FILES.read(files, memory::line);
    return memory.whole();
  }

  /** What was read so far. */
  private static final class Reading {
    private final Map<String, Bound> approvals = new TreeMap<>();
    private final List<RunTally> runs = new ArrayList<>();
    private final List<Retirement> retirements = new ArrayList<>();
    private final List<Creation> creations = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final DrainLines drains = new DrainLines();

    void line(String line) throws IOException {
      int read =
          Json.read(
              line.getBytes(US_ASCII),
              "a line of guards/",
              in -> {
                line(in);
                in.end();
                return runs.size()
                    + retirements.size()
                    + creations.size()
                    + losses.size()
                    + drains.size();
              });
      if (read > MOST) {
        throw new BrokenRecord("has more than %,d lines in guards/".formatted(MOST));
      }
    }

    GuardMemory whole() {
      return new GuardMemory(
          new TreeMap<>(approvals), runs, retirements, creations, losses, drains.whole());
    }

    private void line(StrictObject in) {
      if (in.has("approval")) {
        var bound = new Bound(in.instant("until"), new TreeSet<>(in.texts("steps")));
        approvals.merge(in.text("approval"), bound, GuardLines::both);
      } else if (in.has("run")) {
        runs.add(new RunTally(in.text("run"), in.instant("at"), tally(in)));
      } else if (in.has("lost")) {
        losses.add(
            new Loss(
                in.slug("lost"),
                new TreeSet<>(in.capabilities("capabilities")),
                new TreeSet<>(in.texts("people")),
                in.instant("at")));
      } else if (in.has("created")) {
        creations.add(new Creation(in.slug("created"), in.instant("at")));
      } else if (!drains.takes(in)) {
        retirements.add(
            new Retirement(
                in.slug("retired"),
                new TreeSet<>(in.capabilities("capabilities")),
                in.instant("at")));
      }
    }
  }

  private static Bound both(Bound one, Bound other) {
    var steps = new TreeSet<>(one.steps());
    steps.addAll(other.steps());
    return new Bound(one.until(), steps);
  }

  private static Tally tally(StrictObject in) {
    var fewer = new TreeMap<Slug, Integer>();
    for (StrictObject role : in.objects("fewer")) {
      fewer.put(role.slug("role"), role.number("people"));
      role.end();
    }
    return new Tally(
        in.number("roles-retired"),
        in.number("assignments-removed"),
        in.number("people-losing"),
        in.number("people-gaining"),
        in.has("people-trusted") ? in.number("people-trusted") : 0,
        in.has("people-logged-out") ? in.number("people-logged-out") : 0,
        fewer);
  }
}
