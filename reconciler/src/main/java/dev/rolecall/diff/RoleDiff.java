package dev.rolecall.diff;

import dev.rolecall.diff.Change.Text;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.NearNames;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Definitions of roles: created, edited, retired, vanished. */
final class RoleDiff {
  private final Inputs inputs;
  private final List<Change> changes;
  private final List<Problem> findings;
  private final RoleCreation creation;
  private final Vanishing vanishing;
  private final NearNames.FirstFew near = new NearNames.FirstFew();

  RoleDiff(Inputs inputs, List<Change> changes, List<Problem> findings) {
    this.inputs = inputs;
    this.changes = changes;
    this.findings = findings;
    this.creation = new RoleCreation(inputs);
    this.vanishing = new Vanishing(inputs);
  }

  void run() {
    inputs.desired().roles().values().forEach(this::compare);
    inputs.desired().retired().values().forEach(this::retire);
    inputs.appliedState().ifPresent(applied -> applied.roles().values().forEach(this::vanished));
    var earlier = new TreeSet<>(inputs.record().granted().roles());
    earlier.addAll(inputs.record().earlier().roles());
    earlier.forEach(this::vanishedEarlier);
  }

  private void compare(DesiredRole desired) {
    if (inputs.desired().retiredBefore().contains(desired.slug())) {
      return; // the files have said so already
    }
    checkCapabilities(desired);
    LiveRole live = inputs.live().roles().get(desired.slug());
    if (live == null) {
      create(desired);
    } else if (live.system()) {
      findings.add(
          Problem.error(
              RuleId.SYSTEM_ROLE,
              desired.at(),
              "%s is a system role of the tenant; its definition is read-only."
                  .formatted(desired.slug())));
    } else {
      int before = changes.size();
      edit(desired, live.definition());
      takeOver(desired, changes.size() > before);
    }
  }

  private void create(DesiredRole desired) {
    if (inputs.live().retired().contains(desired.slug())) {
      findings.add(retired(desired));
      return;
    }
    if (!inputs.features().mayCreate(desired.slug())) {
      findings.add(
          Problem.error(
                  RuleId.INVALID_SLUG,
                  desired.at(),
                  "%s is not a slug that rolecall creates, and the tenant has no such role."
                      .formatted(desired.slug()))
              .advising(RuleId.INVALID_SLUG.remedy()));
      return;
    }
    creation.run(desired, changes);
  }

  private Problem retired(DesiredRole desired) {
    Slug slug = desired.slug();
    return inputs.appliedRole(slug).isPresent()
        ? Problem.warning(
                RuleId.RETIRED_SLUG,
                desired.at(),
                "%s was deleted in the tenant, which retires its slug; it cannot come back and is left alone."
                    .formatted(slug))
            .advising(
                "Retire it here too: rolecall retire %s --reason TEXT. A new role needs another slug."
                    .formatted(slug))
        : Problem.warning(
            RuleId.RETIRED_SLUG,
            desired.at(),
            "%s is retired in the tenant; it can never be used again and is left alone."
                .formatted(slug));
  }

  private void edit(DesiredRole desired, RoleDefinition live) {
    Optional<DesiredRole> applied = inputs.appliedRole(desired.slug());
    text(desired, Text.NAME, live.name(), desired.name(), applied.map(DesiredRole::name));
    text(
        desired,
        Text.DESCRIPTION,
        live.description(),
        desired.description(),
        applied.map(DesiredRole::description));
    desired
        .capabilities()
        .forEach((capability, at) -> {
          if (!live.capabilities().contains(capability)) {
            Cause cause = cause(desired.slug(), declares(applied, capability));
            changes.add(new Change.RoleCapabilityAdded(desired.slug(), capability, cause, at));
          }
        });
    for (CapabilityId capability : live.capabilities()) {
      if (!desired.capabilities().containsKey(capability)) {
        Cause cause = cause(desired.slug(), !declares(applied, capability));
        changes.add(
            new Change.RoleCapabilityRemoved(desired.slug(), capability, cause, desired.at()));
      }
    }
  }

  private void text(
      DesiredRole role,
      Text text,
      String live,
      Sourced<String> desired,
      Optional<Sourced<String>> applied) {
    if (!live.equals(desired.value())) {
      boolean same = applied.filter(a -> a.value().equals(desired.value())).isPresent();
      changes.add(
          new Change.RoleTextEdited(
              role.slug(), text, live, desired.value(), cause(role.slug(), same), desired.at()));
    }
  }

  private static boolean declares(Optional<DesiredRole> role, CapabilityId capability) {
    return role.filter(r -> r.capabilities().containsKey(capability)).isPresent();
  }

  /** Drift when git says the same as the applied commit did, so that the tenant must have moved. */
  private Cause cause(Slug role, boolean gitStoodStill) {
    if (inputs.takesOver(role)) {
      return Cause.TAKES_OVER;
    }
    return gitStoodStill ? Cause.DRIFT : Cause.PENDING;
  }

  private void takeOver(DesiredRole desired, boolean changed) {
    if (!inputs.takesOver(desired.slug()) || (inputs.appliedState().isEmpty() && !changed)) {
      return;
    }
    findings.add(
        Problem.note(
            RuleId.TAKES_OVER,
            desired.at(),
            "%s is live already%s; git manages it from now on."
                .formatted(desired.slug(), withHolders(desired.slug()))));
  }

  /** Those of the kinds that git looks after; the others need not have been read. */
  private String withHolders(Slug role) {
    DesiredHolding holding = inputs.desired().holdings().get(role);
    List<SubjectKind> kinds =
        Arrays.stream(SubjectKind.values())
            .filter(k -> holding != null && holding.manage().of(k) != ManageMode.OBSERVE)
            .toList();
    int count = kinds.stream().mapToInt(kind -> inputs.live().holders(role, kind).size()).sum();
    return switch (kinds.size()) {
      case 0 -> "";
      case 1 -> ", with " + Counted.of(count, kinds.getFirst().word());
      default -> ", with " + Counted.of(count, "holder");
    };
  }

  private void retire(Tombstone.OfRole tombstone) {
    LiveRole live = inputs.live().roles().get(tombstone.slug());
    if (live == null) {
      return;
    }
    if (live.system()) {
      findings.add(
          Problem.error(
              RuleId.SYSTEM_ROLE,
              tombstone.at(),
              "%s is a system role of the tenant and cannot be retired."
                  .formatted(tombstone.slug())));
      return;
    }
    List<Slug> users =
        inputs
            .features()
            .asCapability(tombstone.slug())
            .map(id -> new Usage(inputs, changes).rolesThatKeep(id))
            .orElse(List.of());
    if (!users.isEmpty()) {
      findings.add(
          Problem.error(
              RuleId.CAPABILITY_IN_USE,
              tombstone.at(),
              "%s cannot be retired while a live role contains it: %s."
                  .formatted(tombstone.slug(), Counted.list(users))));
      return;
    }
    boolean appliedToo =
        inputs
            .appliedState()
            .filter(applied -> applied.retired().containsKey(tombstone.slug()))
            .isPresent();
    boolean foreign = inputs.appliedState().isPresent() && inputs.takesOver(tombstone.slug());
    List<Subject> holders = inputs.live().holders(tombstone.slug());
    if (foreign && !appliedToo) {
      findings.add(
          Problem.warning(
                  RuleId.TAKES_OVER,
                  tombstone.at(),
                  "Git never declared %s; this tombstone deletes it all the same, and %s with it."
                      .formatted(tombstone.slug(), Counted.of(holders.size(), "assignment")))
              .advising(
                  "Make sure that it is the role that is meant: its slug is burnt for ever."));
    }
    changes.add(
        new Change.RoleRetired(
            live.definition(),
            holders,
            tombstone.reason(),
            appliedToo ? Cause.DRIFT : foreign ? Cause.TAKES_OVER : Cause.PENDING,
            tombstone.at()));
  }

  private void vanished(DesiredRole applied) {
    Slug slug = applied.slug();
    if (!inputs.desired().roles().containsKey(slug)
        && !inputs.desired().retired().containsKey(slug)
        && inputs.live().roles().containsKey(slug)) {
      findings.add(
          Problem.warning(
                  RuleId.ROLE_VANISHED,
                  applied.at(),
                  "The role %s is in no document now; it was declared in the applied commit. It and its %s stay as they are."
                      .formatted(slug, Counted.of(inputs.live().holders(slug).size(), "holder")))
              .advising(wayBack(slug)));
    }
  }

  /** The commit applied last does not declare it either; it is not forgotten. */
  private void vanishedEarlier(Slug slug) {
    if (vanishing.isGone(slug) && inputs.appliedRole(slug).isEmpty()) {
      findings.add(
          Problem.warning(
                  RuleId.ROLE_VANISHED,
                  null,
                  "The role %s is in no document now; it was declared once. %s."
                      .formatted(slug, staying(stillHeld(slug))))
              .advising(wayBack(slug)));
    }
  }

  private String wayBack(Slug slug) {
    return inputs
        .desired()
        .uncounted()
        .adviceFor(slug)
        .orElse("Retire it: rolecall retire " + slug + " --reason TEXT. Or restore it.");
  }

  private List<String> liveCapabilities() {
    return inputs.live().capabilities().keySet().stream().map(CapabilityId::toString).toList();
  }

  private static String staying(int holders) {
    return holders == 0
        ? "It stays as it is"
        : "It and %s of git's making stay as they are".formatted(Counted.of(holders, "holder"));
  }

  private int stillHeld(Slug slug) {
    var granted = inputs.record().granted();
    return (int)
        inputs.live().holders(slug).stream()
            .filter(s -> granted.of(slug, s.kind()).contains(s.id()))
            .count();
  }

  private void checkCapabilities(DesiredRole desired) {
    desired
        .capabilities()
        .forEach((capability, at) -> {
          Capability live = inputs.live().capabilities().get(capability);
          if (live == null) {
            if (!inputs.desired().capabilities().containsKey(capability)
                && !isDeclaredRole(capability)) {
              findings.add(unknown(capability, at));
            }
          } else if (live.status() == Capability.Status.IN_FLIGHT) {
            findings.add(
                Problem.warning(
                    RuleId.CAPABILITY_IN_FLIGHT,
                    at,
                    "%s is assignable but does nothing yet.".formatted(capability)));
          }
        });
  }

  private boolean isDeclaredRole(CapabilityId capability) {
    return inputs
        .features()
        .asRole(capability)
        .filter(role -> inputs.desired().roles().containsKey(role))
        .isPresent();
  }

  /** The tenant itself lacks it, so that a fresh catalogue, the rule's remedy, would not help. */
  private Problem unknown(CapabilityId capability, SourceRef at) {
    return Problem.error(
            RuleId.UNKNOWN_CAPABILITY,
            at,
            "%s is not a capability of the tenant.".formatted(capability))
        .advising(
            near.nearest(capability.toString(), this::liveCapabilities)
                .map(name -> "Did you mean " + name + "?")
                .orElse("Remove it, or declare it with kind: Capability."));
  }
}
