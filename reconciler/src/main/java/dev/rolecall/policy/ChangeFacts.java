package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.ChangeKind;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.SourceRef;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rule for each change is told. */
final class ChangeFacts {
  private final Map<RuleFact, Object> always;
  private final EffectiveAccess before;
  private final EffectiveAccess after;

  ChangeFacts(Proposal proposal) {
    always = CustomRuleGuard.always(proposal);
    before = EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features());
    after = before.after(proposal.answered().stream().map(Proposed::change).toList());
  }

  Map<RuleFact, Object> of(Change change) {
    var facts = new EnumMap<RuleFact, Object>(always);
    @Nullable Slug role = change.role();
    @Nullable SourceRef at = change.at();
    facts.put(RuleFact.CHANGE_KIND, ChangeKind.of(change).word());
    facts.put(RuleFact.CHANGE_CAUSE, change.cause().word());
    facts.put(RuleFact.CHANGE_ROLE, role == null ? "" : role.value());
    facts.put(RuleFact.CHANGE_FILE, at == null ? "" : at.file());
    facts.put(RuleFact.CHANGE_SUBJECT, "");
    facts.put(RuleFact.CHANGE_SUBJECT_KIND, "");
    facts.put(RuleFact.CHANGE_REASON, "");
    if (change instanceof Change.OfHolder ofHolder) {
      facts.put(RuleFact.CHANGE_SUBJECT, ofHolder.subject().key().name());
      facts.put(RuleFact.CHANGE_SUBJECT_KIND, ofHolder.subject().kind().word());
    }
    if (change instanceof Change.AssignmentAdded added) {
      if (added.expires() != null) {
        facts.put(RuleFact.CHANGE_EXPIRES, added.expires());
      }
      facts.put(RuleFact.CHANGE_REASON, added.reason() == null ? "" : added.reason());
    }
    Access moved = moved(change);
    facts.put(RuleFact.CHANGE_ROLES, texts(moved.roles()));
    facts.put(RuleFact.CHANGE_CAPABILITIES, texts(moved.capabilities()));
    return facts;
  }

  /** With all that a role or capability contains. */
  private Access moved(Change change) {
    return switch (change) {
      case Change.AssignmentAdded added -> after.ofRole(added.role());
      case Change.AssignmentRemoved removed -> before.ofRole(removed.role());
      case Change.RoleCreated created -> after.ofRole(created.role());
      case Change.RoleRetired retired -> before.ofRole(retired.role());
      case Change.RoleCapabilityAdded added -> after.ofCapability(added.capability());
      case Change.RoleCapabilityRemoved removed -> before.ofCapability(removed.capability());
      case Change.CapabilityCreated created -> after.ofCapability(created.id());
      case Change.CapabilityRemoved removed -> before.ofCapability(removed.id());
      case Change.RoleTextEdited _, Change.CapabilityEdited _ -> Access.NONE;
    };
  }

  static List<String> texts(Collection<?> items) {
    return items.stream().map(Object::toString).sorted().toList();
  }

  /** A change in a few words. */
  static String said(Change change) {
    @Nullable SourceRef at = change.at();
    return ChangeKind.of(change).word()
        + ": "
        + about(change)
        + (at == null ? "" : " (" + at + ")");
  }

  private static String about(Change change) {
    return switch (change) {
      case Change.OfHolder holder -> holder.subject() + ", role " + holder.role();
      case Change.RoleCapabilityAdded added -> added.capability() + ", role " + added.role();
      case Change.RoleCapabilityRemoved removed ->
          removed.capability() + ", role " + removed.role();
      case Change.OfRole role -> "role " + role.role();
      case Change.OfCapability capability -> "capability " + named(capability.id());
    };
  }

  private static String named(CapabilityId id) {
    return id.toString();
  }
}
