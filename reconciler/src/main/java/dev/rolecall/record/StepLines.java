package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rolecall.codec.ChangeReader;
import dev.rolecall.codec.ChangeWriter;
import dev.rolecall.codec.StrictObject;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Steps as {@code steps/0001.jsonl}, one a line with before and after, as in a plan file. The
 * holders of a retired role follow on lines of their own, 500 each: there may be a million.
 */
final class StepLines {
  private static final NumberedFiles FILES = new NumberedFiles("steps", "jsonl");
  private static final String MORE = "holders-of";
  private static final int HOLDERS = 500;
  private static final int MOST = 5_000_000;

  private StepLines() {}

  static void write(TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base, List<Step> steps)
      throws IOException {
    Iterator<byte[]> lines = steps.stream().flatMap(StepLines::lines).iterator();
    FILES.write(edit, branch, base, lines);
  }

  static List<Step> read(ChainBranch branch, ChainCommit commit) throws IOException {
    var steps = new ArrayList<Step>();
    var holders = new ArrayList<Subject>();
    FILES.read(
        branch,
        commit,
        line -> {
          byte[] bytes = line.getBytes(US_ASCII);
          String where = "steps line " + (steps.size() + 1);
          if (line.startsWith("{\"" + MORE + '"')) {
            holders.addAll(Json.read(bytes, where, in -> more(in, steps)));
          } else {
            complete(steps, holders);
            steps.add(Json.read(bytes, where, StepLines::step));
          }
          if (steps.size() + holders.size() > MOST) {
            throw new BrokenRecord("has more than %,d steps".formatted(MOST));
          }
        });
    complete(steps, holders);
    return steps;
  }

  private static Stream<byte[]> lines(Step step) {
    if (!(step.change() instanceof Change.RoleRetired retired)
        || retired.holders().size() <= HOLDERS) {
      return Stream.of(line(step));
    }
    List<Subject> all = retired.holders();
    var first = withHolders(step, retired, all.subList(0, HOLDERS));
    Stream<byte[]> rest =
        Stream.iterate(HOLDERS, from -> from < all.size(), from -> from + HOLDERS)
            .map(from -> line(step.id(), all.subList(from, Math.min(all.size(), from + HOLDERS))));
    return Stream.concat(Stream.of(line(first)), rest);
  }

  private static Step withHolders(Step step, Change.RoleRetired retired, List<Subject> holders) {
    var change =
        new Change.RoleRetired(
            retired.before(),
            holders,
            retired.reason(),
            retired.successor(),
            retired.cause(),
            retired.at());
    return new Step(step.id(), step.level(), step.portion(), change, step.dependsOn());
  }

  private static byte[] line(Step step) {
    return Json.line(out -> {
      out.writeStringProperty("id", step.id());
      out.writeStringProperty("level", step.level().word());
      out.writeStringProperty("portion", step.portion().word());
      out.writeStringProperty("cause", step.change().cause().word());
      new ChangeWriter(out).write(step.change());
      at(out, step.change().at());
      if (!step.dependsOn().isEmpty()) {
        out.writeArrayPropertyStart("needs");
        step.dependsOn().forEach(out::writeString);
        out.writeEndArray();
      }
    });
  }

  private static void at(JsonGenerator out, @Nullable SourceRef at) {
    if (at != null) {
      out.writeObjectPropertyStart("at");
      out.writeStringProperty("file", at.file());
      out.writeNumberProperty("line", at.line());
      out.writeNumberProperty("column", at.column());
      out.writeEndObject();
    }
  }

  private static byte[] line(String step, List<Subject> holders) {
    return Json.line(out -> {
      out.writeStringProperty(MORE, step);
      out.writeArrayPropertyStart("holders");
      for (Subject holder : holders) {
        out.writeStartObject();
        out.writeStringProperty("kind", holder.kind().word());
        out.writeStringProperty("id", holder.id());
        out.writeStringProperty("name", holder.name());
        out.writeEndObject();
      }
      out.writeEndArray();
    });
  }

  private static Step step(StrictObject in) {
    SourceRef at = ChangeReader.at(in.objectOrNull("at"));
    Change change = ChangeReader.change(in, in.word("cause", Cause.class), at);
    var step =
        new Step(
            in.text("id"),
            in.word("level", Level.class),
            in.word("portion", Portion.class),
            change,
            in.texts("needs"));
    in.end();
    return step;
  }

  private static List<Subject> more(StrictObject in, List<Step> steps) {
    if (steps.isEmpty() || !steps.getLast().id().equals(in.text(MORE))) {
      throw in.wrong("has holders of another step than the one before");
    }
    List<Subject> holders = in.objects("holders").stream().map(StepLines::subject).toList();
    in.end();
    return holders;
  }

  private static Subject subject(StrictObject in) {
    var subject = new Subject(in.word("kind", SubjectKind.class), in.text("id"), in.text("name"));
    in.end();
    return subject;
  }

  /** Gives the last step the holders that followed it. */
  private static void complete(List<Step> steps, List<Subject> holders) throws BrokenRecord {
    if (holders.isEmpty()) {
      return;
    }
    Step last = steps.removeLast();
    if (!(last.change() instanceof Change.RoleRetired retired)) {
      throw new BrokenRecord("has holders of a step that retires no role");
    }
    holders.addAll(0, retired.holders());
    steps.add(withHolders(last, retired, holders));
    holders.clear();
  }
}
