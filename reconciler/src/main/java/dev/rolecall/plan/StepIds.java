package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Digest;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;

/**
 * The id of a change: a digest of what it does and, for a grant, until when; not of why, where or
 * when it was asked for.
 */
public final class StepIds {
  private static final int LENGTH = 16;

  private StepIds() {}

  public static String of(Change change) {
    return digest(change).hex().substring(0, LENGTH);
  }

  private static Digest digest(Change change) {
    return switch (change) {
      case Change.CapabilityCreated c -> capability("capability-created", c.after());
      case Change.CapabilityEdited c -> capability("capability-edited", c.after());
      case Change.CapabilityRemoved c -> capability("capability-removed", c.before());
      case Change.RoleCreated c -> role("role-created", c.after());
      case Change.RoleTextEdited c ->
          start("role-text-edited").add(c.role().value()).add(c.text().name()).add(c.after());
      case Change.RoleCapabilityAdded c ->
          start("role-capability-added").add(c.role().value()).add(c.capability().canonical());
      case Change.RoleCapabilityRemoved c ->
          start("role-capability-removed").add(c.role().value()).add(c.capability().canonical());
      case Change.RoleRetired c -> role("role-retired", c.before());
      case Change.AssignmentAdded c ->
          assignment("assignment-added", c.role(), c.subject())
              .add(c.expires() == null ? "" : c.expires().toString());
      case Change.AssignmentRemoved c -> assignment("assignment-removed", c.role(), c.subject());
    };
  }

  private static Digest start(String what) {
    return new Digest().add(what);
  }

  private static Digest capability(String what, CapabilityDefinition capability) {
    return start(what)
        .add(capability.id().canonical())
        .add(capability.name())
        .add(capability.description());
  }

  private static Digest role(String what, RoleDefinition role) {
    return start(what)
        .add(role.slug().value())
        .add(role.name())
        .add(role.description())
        .addAll(role.capabilities().stream().map(CapabilityId::canonical).toList());
  }

  private static Digest assignment(String what, Slug role, Subject subject) {
    return start(what).add(role.value()).add(subject.kind().word()).add(subject.id());
  }
}
