package dev.rolecall.record;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.diff.Cause;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/**
 * The {@code options} of {@code run.json}: what is not out of the ordinary is not in it, and
 * records of before have none. {@code rollback} stands outside, where it always stood.
 */
final class OptionsJson {
  private static final String NAME = "options";

  private OptionsJson() {}

  static void write(JsonGenerator out, RunOptions options) {
    RunOptions.Chosen chosen = options.chosen();
    if (options.equals(RunOptions.ofRollback(options.rollback()))) {
      return;
    }
    out.writeObjectPropertyStart(NAME);
    if (options.begin()) {
      out.writeBooleanProperty("begin", true);
    }
    if (options.takeOver() != null) {
      out.writeStringProperty("take-over", options.takeOver());
    }
    if (options.seed() != null) {
      out.writeStringProperty("seed", options.seed());
    }
    if (!chosen.only().isEmpty()) {
      out.writeArrayPropertyStart("only");
      chosen.only().forEach(cause -> out.writeString(cause.word()));
      out.writeEndArray();
    }
    if (chosen.savedPlan()) {
      out.writeBooleanProperty("saved-plan", true);
    }
    if (chosen.leftOut() > 0) {
      out.writeNumberProperty("left-out", chosen.leftOut());
    }
    out.writeEndObject();
  }

  static RunOptions read(StrictObject run) {
    boolean rollback = run.flag("rollback");
    StrictObject in = run.objectOrNull(NAME);
    if (in == null) {
      return RunOptions.ofRollback(rollback);
    }
    var options =
        new RunOptions(
            rollback,
            in.has("begin") && in.flag("begin"),
            in.textOrNull("take-over"),
            in.textOrNull("seed"),
            new RunOptions.Chosen(
                causes(in),
                in.has("saved-plan") && in.flag("saved-plan"),
                in.has("left-out") ? in.number("left-out") : 0));
    in.end();
    return options;
  }

  private static SortedSet<Cause> causes(StrictObject in) {
    var causes = new TreeSet<Cause>();
    for (String word : in.texts("only")) {
      causes.add(
          Arrays.stream(Cause.values())
              .filter(cause -> cause.word().equals(word))
              .findFirst()
              .orElseThrow(() -> in.wrong("names a cause that there is not")));
    }
    return causes;
  }
}
