package dev.rolecall.diff;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What would take back the changes of a run. What has moved since is left, and named: nobody's
 * later decision is undone with it. A slug is never used again, so a role that was deleted comes
 * back under another one, and one that was created is not deleted.
 */
public final class InverseChanges {
  /** Where a change is said to be asked for that no file asks for. */
  private static final SourceRef NOWHERE = new SourceRef("rolecall.yaml", 1, 1);

  private final LiveState live;
  private final TenantFeatures features;
  private final Map<Slug, Slug> renamed;
  private final HolderIndex holders;
  private final List<Undone> undone = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();

  private InverseChanges(LiveState live, TenantFeatures features, Map<Slug, Slug> renamed) {
    this.live = live;
    this.holders = new HolderIndex(live);
    this.features = features;
    this.renamed = renamed;
  }

  /**
   * What is taken back.
   *
   * @param done the change of the run
   * @param back what takes it back
   */
  public record Undone(Change done, Change back) {}

  /**
   * What is not.
   *
   * @param why a clause
   */
  public record Left(Change done, String why) {}

  /** Both, in the order of the run. */
  public record Found(List<Undone> undone, List<Left> left) {
    public Found {
      undone = List.copyOf(undone);
      left = List.copyOf(left);
    }
  }

  /**
   * Of changes that were made, or may have been.
   *
   * @param live the tenant as it is, with all holders of the roles concerned, and their accounts
   * @param renamed new slugs for roles that were deleted
   */
  public static Found of(
      Collection<Change> done, LiveState live, TenantFeatures features, Map<Slug, Slug> renamed) {
    var all = new InverseChanges(live, features, renamed);
    done.forEach(all::undo);
    return new Found(all.undone, all.left);
  }

  private void undo(Change done) {
    switch (done) {
      case Change.CapabilityCreated _ ->
          leave(
              done,
              "it stays, and does nothing where no role has it: its name cannot be used again");
      case Change.CapabilityEdited c -> text(c);
      case Change.CapabilityRemoved _ -> leave(done, "a capability that is retired stays so");
      case Change.RoleCreated _ ->
          leave(
              done,
              "the role stays: deleting it would retire its slug for ever (rolecall retire does)");
      case Change.RoleTextEdited c -> text(c);
      case Change.RoleCapabilityAdded c -> capability(c);
      case Change.RoleCapabilityRemoved c -> capability(c);
      case Change.RoleRetired c -> revive(c);
      case Change.AssignmentAdded c -> take(c);
      case Change.AssignmentRemoved c -> giveBack(c, c.role(), c.subject());
    }
  }

  private void leave(Change done, String why) {
    left.add(new Left(done, why));
  }

  private void add(Change done, Change back) {
    undone.add(new Undone(done, back));
  }

  private static SourceRef at(Change change) {
    return change.at() == null ? NOWHERE : change.at();
  }

  private Optional<LiveRole> role(Slug slug) {
    return Optional.ofNullable(live.roles().get(slug));
  }

  private void text(Change.CapabilityEdited c) {
    var now = live.capabilities().get(c.id());
    if (now != null
        && now.name().equals(c.after().name())
        && now.description().equals(c.after().description())) {
      CapabilityDefinition after = c.after();
      add(c, new Change.CapabilityEdited(after, c.before(), Cause.UNDONE, at(c)));
    } else {
      leave(c, now == null ? "it is gone since" : "it was edited since");
    }
  }

  private void text(Change.RoleTextEdited c) {
    Optional<LiveRole> role = role(c.role());
    if (role.isEmpty()) {
      leave(c, "the role is gone since");
      return;
    }
    RoleDefinition now = role.get().definition();
    String text =
        switch (c.text()) {
          case NAME -> now.name();
          case DESCRIPTION -> now.description();
        };
    if (text.equals(c.after())) {
      add(
          c,
          new Change.RoleTextEdited(
              c.role(), c.text(), c.after(), c.before(), Cause.UNDONE, at(c)));
    } else {
      leave(c, text.equals(c.before()) ? "it is so already" : "it was edited since");
    }
  }

  private void capability(Change.RoleCapabilityAdded c) {
    if (role(c.role())
        .filter(one -> one.definition().capabilities().contains(c.capability()))
        .isPresent()) {
      add(c, new Change.RoleCapabilityRemoved(c.role(), c.capability(), Cause.UNDONE, at(c)));
    } else {
      leave(c, "it is so already");
    }
  }

  private void capability(Change.RoleCapabilityRemoved c) {
    Optional<LiveRole> role = role(c.role());
    if (role.isEmpty()) {
      leave(c, "the role is gone since");
    } else if (role.get().definition().capabilities().contains(c.capability())) {
      leave(c, "it is so already");
    } else if (!isThere(c.capability())) {
      leave(c, "the tenant has no such capability any more");
    } else {
      add(c, new Change.RoleCapabilityAdded(c.role(), c.capability(), Cause.UNDONE, at(c)));
    }
  }

  /** As a capability, or as a role that is one where roles contain roles. */
  private boolean isThere(CapabilityId id) {
    return live.capabilities().containsKey(id)
        || features.asRole(id).filter(role -> live.roles().containsKey(role)).isPresent();
  }

  private void revive(Change.RoleRetired c) {
    Slug slug = renamed.get(c.role());
    if (role(c.role()).isPresent()) {
      leave(c, "it is there still");
    } else if (slug == null) {
      leave(
          c,
          "its slug is retired for ever: name another, --as %s=NEW-SLUG, and it comes back with its"
                  .formatted(c.role())
              + " holders");
    } else {
      RoleDefinition was = c.before();
      var there = new TreeSet<CapabilityId>(was.capabilities());
      if (there.removeIf(id -> !isThere(id))) {
        leave(c, "it comes back without capabilities that the tenant has no more");
      }
      add(
          c,
          new Change.RoleCreated(
              new RoleDefinition(slug, was.name(), was.description(), there), Cause.UNDONE, at(c)));
      c.holders().forEach(holder -> giveBack(c, slug, holder));
    }
  }

  private void take(Change.AssignmentAdded c) {
    if (holds(c.role(), c.subject())) {
      add(
          c,
          new Change.AssignmentRemoved(
              c.role(), c.subject(), Change.RemovalReason.UNDONE, Cause.UNDONE, at(c)));
    } else {
      leave(c, "it is so already");
    }
  }

  private void giveBack(Change done, Slug role, Subject subject) {
    Optional<Subject> now = live.directory().find(subject.identity());
    if (role(role).isEmpty() && !renamed.containsValue(role)) {
      leave(done, "the role is gone since");
    } else if (holds(role, subject)) {
      leave(done, "%s holds it already".formatted(subject.name()));
    } else if (now.isEmpty()) {
      leave(done, "%s is not known to the tenant any more".formatted(subject.name()));
    } else {
      add(done, new Change.AssignmentAdded(role, now.get(), null, null, Cause.UNDONE, at(done)));
    }
  }

  private boolean holds(Slug role, Subject subject) {
    return holders.has(role, subject.identity());
  }
}
