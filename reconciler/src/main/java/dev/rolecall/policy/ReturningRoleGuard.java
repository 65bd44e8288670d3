package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Retirement;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks about a new role that is much like one that was retired within a year. */
final class ReturningRoleGuard implements Guard {
  private static final Duration REMEMBERED = Duration.ofDays(365);
  private static final int SAME = 3;
  private static final int MANY = 5;
  private static final int ALIKE = 80;

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    List<Retirement> retired = retired(proposal);
    for (Proposed one : proposal.judged()) {
      if (one.change() instanceof Change.RoleCreated created) {
        like(created, retired)
            .ifPresent(old ->
                sink.accept(
                    ObjectionDraft.of(
                            RuleId.ROLE_RETURNS,
                            Needs.APPROVAL,
                            "The new role %s has %s of %s, which %s."
                                .formatted(
                                    created.role(),
                                    counted(created, old),
                                    old.role(),
                                    old.at().equals(proposal.inputs().now())
                                        ? "this change retires"
                                        : "was retired on " + day(old.at())))
                        .about(new Holdable.OfRole(created.role()))
                        .by(List.of(one))));
      }
    }
  }

  private static String counted(Change.RoleCreated created, Retirement old) {
    int common = common(created, old).size();
    return common == old.capabilities().size()
        ? "all %d capabilities".formatted(common)
        : "%d of the %d capabilities".formatted(common, old.capabilities().size());
  }

  private static String day(Instant at) {
    return at.toString().substring(0, "2026-01-01".length());
  }

  /** Those of this change too. */
  private static List<Retirement> retired(Proposal proposal) {
    Instant now = proposal.inputs().now();
    var all = new ArrayList<Retirement>();
    for (Proposed one : proposal.steps()) {
      if (one.change() instanceof Change.RoleRetired gone) {
        all.add(new Retirement(gone.role(), gone.before().capabilities(), now));
      }
    }
    proposal.past().retirements().stream()
        .filter(old -> old.at().isAfter(now.minus(REMEMBERED)))
        .forEach(all::add);
    return all;
  }

  private static Optional<Retirement> like(Change.RoleCreated created, List<Retirement> retired) {
    return retired.stream()
        .filter(old -> !old.role().equals(created.role()))
        .filter(old -> isLike(created, old))
        .findFirst();
  }

  private static boolean isLike(Change.RoleCreated created, Retirement old) {
    int had = old.capabilities().size();
    int has = created.after().capabilities().size();
    int common = common(created, old).size();
    boolean same = had == has && common == had && had >= SAME;
    boolean alike = had >= MANY && common * 100 >= ALIKE * had && common * 100 >= ALIKE * has;
    return same || alike;
  }

  private static Set<CapabilityId> common(Change.RoleCreated created, Retirement old) {
    var common = new HashSet<>(old.capabilities());
    common.retainAll(created.after().capabilities());
    return common;
  }
}
