package dev.rolecall.record;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.diff.Cause;
import dev.rolecall.record.RunOptions.UsedApproval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
    if (options.breakGlass() != null) {
      out.writeStringProperty("break-glass", options.breakGlass());
    }
    if (options.undoes() != null) {
      out.writeStringProperty("undoes", options.undoes());
    }
    if (!chosen.only().isEmpty()) {
      out.writeArrayPropertyStart("only");
      chosen.only().forEach(cause -> out.writeString(cause.word()));
      out.writeEndArray();
    }
    if (chosen.savedPlan()) {
      out.writeBooleanProperty("saved-plan", true);
    }
    if (chosen.noRemovals()) {
      out.writeBooleanProperty("no-removals", true);
    }
    if (!chosen.roles().isEmpty()) {
      out.writeArrayPropertyStart("only-roles");
      chosen.roles().forEach(out::writeString);
      out.writeEndArray();
    }
    if (chosen.leftOut() > 0) {
      out.writeNumberProperty("left-out", chosen.leftOut());
    }
    if (!options.approvals().isEmpty()) {
      out.writeArrayPropertyStart("approvals");
      options.approvals().forEach(used -> approval(out, used));
      out.writeEndArray();
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
            in.textOrNull("break-glass"),
            in.textOrNull("undoes"),
            new RunOptions.Chosen(
                causes(in),
                in.has("saved-plan") && in.flag("saved-plan"),
                in.has("no-removals") && in.flag("no-removals"),
                in.texts("only-roles"),
                in.has("left-out") ? in.number("left-out") : 0),
            approvals(in));
    in.end();
    return options;
  }

  private static void approval(JsonGenerator out, UsedApproval used) {
    out.writeStartObject();
    out.writeStringProperty("file", used.file());
    out.writeStringProperty("owner", used.owner());
    if (used.where() != null) {
      out.writeStringProperty("at", used.where());
      out.writeArrayPropertyStart("reviewed-by");
      used.reviewedBy().forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static List<UsedApproval> approvals(StrictObject in) {
    var all = new ArrayList<UsedApproval>();
    if (in.has("approvals")) {
      for (StrictObject used : in.objects("approvals")) {
        @Nullable String where = used.textOrNull("at");
        all.add(
            new UsedApproval(
                used.text("file"),
                used.text("owner"),
                where,
                where == null ? List.of() : used.texts("reviewed-by")));
        used.end();
      }
    }
    return all;
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
