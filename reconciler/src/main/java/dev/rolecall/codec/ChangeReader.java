package dev.rolecall.codec;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.SourceRef;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ChangeWriter} wrote. */
public final class ChangeReader {
  private ChangeReader() {}

  public static Change change(StrictObject step, Cause cause, @Nullable SourceRef at) {
    return switch (step.word("change", ChangeKind.class)) {
      case CAPABILITY_CREATED ->
          new Change.CapabilityCreated(capability(step, "after"), cause, placed(step, at));
      case CAPABILITY_EDITED ->
          new Change.CapabilityEdited(
              capability(step, "before"), capability(step, "after"), cause, placed(step, at));
      case CAPABILITY_REMOVED ->
          new Change.CapabilityRemoved(capability(step, "before"), cause, placed(step, at));
      case ROLE_CREATED -> new Change.RoleCreated(role(step, "after"), cause, placed(step, at));
      case ROLE_TEXT_EDITED ->
          new Change.RoleTextEdited(
              step.slug("role"),
              step.word("text", Change.Text.class),
              step.text("before"),
              step.text("after"),
              cause,
              placed(step, at));
      case ROLE_CAPABILITY_ADDED ->
          new Change.RoleCapabilityAdded(
              step.slug("role"), step.capability("capability"), cause, placed(step, at));
      case ROLE_CAPABILITY_REMOVED ->
          new Change.RoleCapabilityRemoved(
              step.slug("role"), step.capability("capability"), cause, placed(step, at));
      case ROLE_RETIRED ->
          new Change.RoleRetired(
              role(step, "before"),
              step.objects("holders").stream().map(ChangeReader::subject).toList(),
              step.textOrNull("reason"),
              successor(step),
              cause,
              placed(step, at));
      case ASSIGNMENT_ADDED ->
          new Change.AssignmentAdded(
              step.slug("role"),
              subject(step.object("subject")),
              step.has("expires") ? step.instant("expires") : null,
              step.textOrNull("reason"),
              cause,
              placed(step, at));
      case ASSIGNMENT_REMOVED -> removed(step, cause, at);
    };
  }

  private static Change removed(StrictObject step, Cause cause, @Nullable SourceRef at) {
    var why = step.word("why", Change.RemovalReason.class);
    Change.@Nullable Drain drain =
        why == Change.RemovalReason.DRAINED
            ? new Change.Drain(
                step.instant("deleted-from"), successor(step), step.textOrNull("reason"))
            : null;
    return new Change.AssignmentRemoved(
        step.slug("role"), subject(step.object("subject")), why, drain, cause, at);
  }

  private static @Nullable Slug successor(StrictObject step) {
    return step.has("successor") ? step.slug("successor") : null;
  }

  public static @Nullable SourceRef at(@Nullable StrictObject at) {
    if (at == null) {
      return null;
    }
    var ref = new SourceRef(at.text("file"), at.number("line"), at.number("column"));
    at.end();
    return ref;
  }

  private static SourceRef placed(StrictObject step, @Nullable SourceRef at) {
    if (at == null) {
      throw step.wrong("has no at");
    }
    return at;
  }

  private static CapabilityDefinition capability(StrictObject step, String name) {
    StrictObject fields = step.object(name);
    var definition =
        new CapabilityDefinition(
            fields.capability("capability"), fields.text("name"), fields.text("description"));
    fields.end();
    return definition;
  }

  private static RoleDefinition role(StrictObject step, String name) {
    StrictObject fields = step.object(name);
    var definition =
        new RoleDefinition(
            fields.slug("slug"),
            fields.text("name"),
            fields.text("description"),
            fields.capabilities("capabilities"));
    fields.end();
    return definition;
  }

  static Subject subject(StrictObject fields) {
    var subject =
        new Subject(fields.word("kind", SubjectKind.class), fields.text("id"), fields.text("name"));
    fields.end();
    return subject;
  }
}
