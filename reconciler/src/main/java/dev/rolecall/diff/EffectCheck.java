package dev.rolecall.diff;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether changes are in effect in a state that was read after they were tried. */
public final class EffectCheck {
  private final LiveState live;
  private final HolderIndex holders;

  public EffectCheck(LiveState live) {
    this.live = live;
    this.holders = new HolderIndex(live);
  }

  public boolean isInEffect(Change change) {
    return switch (change) {
      case Change.CapabilityCreated c -> has(c.after());
      case Change.CapabilityEdited c -> has(c.after());
      case Change.CapabilityRemoved c -> !live.capabilities().containsKey(c.before().id());
      case Change.RoleCreated c ->
          role(c.after().slug()).filter(r -> r.definition().equals(c.after())).isPresent();
      case Change.RoleTextEdited c -> hasText(c);
      case Change.RoleCapabilityAdded c -> holds(c.role(), c.capability());
      case Change.RoleCapabilityRemoved c -> !holds(c.role(), c.capability());
      case Change.RoleRetired c -> role(c.before().slug()).isEmpty();
      case Change.AssignmentAdded c -> isHolder(c.role(), c.subject());
      case Change.AssignmentRemoved c -> !isHolder(c.role(), c.subject());
    };
  }

  private boolean has(CapabilityDefinition wanted) {
    Capability found = live.capabilities().get(wanted.id());
    return found != null
        && found.name().equals(wanted.name())
        && found.description().equals(wanted.description());
  }

  private boolean hasText(Change.RoleTextEdited change) {
    Predicate<LiveRole> same =
        switch (change.text()) {
          case NAME -> role -> role.definition().name().equals(change.after());
          case DESCRIPTION -> role -> role.definition().description().equals(change.after());
        };
    return role(change.role()).filter(same).isPresent();
  }

  private boolean holds(Slug role, CapabilityId capability) {
    return role(role).filter(r -> r.definition().capabilities().contains(capability)).isPresent();
  }

  private boolean isHolder(Slug role, Subject subject) {
    return holders.has(role, subject.identity());
  }

  private Optional<LiveRole> role(Slug slug) {
    return Optional.ofNullable(live.roles().get(slug));
  }
}
