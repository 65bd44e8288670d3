package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Retirement;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks about a new role that is much like one that was retired within a year. */
final class ReturningRoleGuard implements Guard {
  private static final Duration REMEMBERED = Duration.ofDays(365);
  private static final int SAME = 3;
  private static final int MANY = 5;
  private static final int ALIKE = 80;

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    List<Retirement> before = before(proposal);
    List<Retirement> retired = new ArrayList<>(now(proposal));
    retired.addAll(before);
    for (Young young : young(proposal)) {
      retired.stream()
          .filter(old -> isLike(young.role(), young.after(), old))
          .filter(old -> !(before.contains(old) && isLike(young.role(), young.before(), old)))
          .filter(old -> young.isNew() || !proposal.past().created().contains(old.role()))
          .findFirst()
          .ifPresent(old -> sink.accept(objection(young, old, proposal)));
    }
  }

  private static ObjectionDraft objection(Young young, Retirement old, Proposal proposal) {
    boolean here = !proposal.past().retirements().contains(old);
    List<Proposed> behind = new ArrayList<>(young.by());
    if (behind.isEmpty()) {
      proposal.steps().stream()
          .filter(one -> Retired.by(one.change()).filter(old.role()::equals).isPresent())
          .forEach(behind::add);
    }
    return ObjectionDraft.of(
            RuleId.ROLE_RETURNS,
            Needs.APPROVAL,
            "The new role %s has %s of %s, which %s."
                .formatted(
                    young.role(),
                    counted(young.after(), old),
                    old.role(),
                    here ? "this change retires" : "was retired on " + day(old.at())))
        .about(new Holdable.OfRole(young.role()))
        .by(behind);
  }

  /**
   * A role that this change creates, or a run of the last 24 hours did: it may be made in slices.
   *
   * @param before what it has; empty: it is not there yet
   * @param after what it will have
   * @param by the changes that make it so
   */
  private record Young(
      Slug role, Set<CapabilityId> before, Set<CapabilityId> after, List<Proposed> by) {

    /** Of two that are both of today none takes the place of the other. */
    boolean isNew() {
      return by.stream().anyMatch(one -> one.change() instanceof Change.RoleCreated);
    }
  }

  private static List<Young> young(Proposal proposal) {
    var all = new ArrayList<Young>();
    for (Proposed one : proposal.judged()) {
      if (one.change() instanceof Change.RoleCreated created) {
        all.add(new Young(created.role(), Set.of(), created.after().capabilities(), List.of(one)));
      }
    }
    for (Slug role : proposal.past().created()) {
      @Nullable LiveRole live = proposal.inputs().live().roles().get(role);
      if (live != null) {
        all.add(edited(role, live.definition(), proposal));
      }
    }
    return all;
  }

  private static Young edited(Slug role, RoleDefinition live, Proposal proposal) {
    var after = new TreeSet<>(live.capabilities());
    var by = new ArrayList<Proposed>();
    for (Proposed one : proposal.judged()) {
      switch (one.change()) {
        case Change.RoleCapabilityAdded added when added.role().equals(role) -> {
          after.add(added.capability());
          by.add(one);
        }
        case Change.RoleCapabilityRemoved removed when removed.role().equals(role) -> {
          after.remove(removed.capability());
          by.add(one);
        }
        default -> {}
      }
    }
    return new Young(role, live.capabilities(), after, by);
  }

  private static String counted(Set<CapabilityId> after, Retirement old) {
    int common = common(after, old).size();
    return common == old.capabilities().size()
        ? "all %d capabilities".formatted(common)
        : "%d of the %d capabilities".formatted(common, old.capabilities().size());
  }

  private static String day(Instant at) {
    return at.toString().substring(0, "2026-01-01".length());
  }

  private static List<Retirement> now(Proposal proposal) {
    var all = new ArrayList<Retirement>();
    for (Slug role : Retired.by(proposal.steps().stream().map(Proposed::change).toList())) {
      @Nullable LiveRole live = proposal.inputs().live().roles().get(role);
      if (live != null) {
        all.add(new Retirement(role, live.definition().capabilities(), proposal.inputs().now()));
      }
    }
    return all;
  }

  private static List<Retirement> before(Proposal proposal) {
    Instant since = proposal.inputs().now().minus(REMEMBERED);
    return proposal.past().retirements().stream().filter(old -> old.at().isAfter(since)).toList();
  }

  private static boolean isLike(Slug role, Set<CapabilityId> capabilities, Retirement old) {
    int had = old.capabilities().size();
    int has = capabilities.size();
    int common = common(capabilities, old).size();
    boolean same = had == has && common == had && had >= SAME;
    boolean alike = had >= MANY && common * 100 >= ALIKE * had && common * 100 >= ALIKE * has;
    return (same || alike) && !old.role().equals(role);
  }

  private static Set<CapabilityId> common(Set<CapabilityId> capabilities, Retirement old) {
    var common = new HashSet<>(old.capabilities());
    common.retainAll(capabilities);
    return common;
  }
}
