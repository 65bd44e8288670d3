package dev.rolecall.reconcile;

import dev.rolecall.model.AppliedState;
import dev.rolecall.model.CustomRule;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Guards;
import dev.rolecall.model.RevocationPolicy;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** By which guards and policies a commit is judged: never by its own alone. */
final class JudgingSettings {
  private JudgingSettings() {}

  /** Its base, or else what was applied. */
  static @Nullable DesiredState before(DesiredSide asked) {
    return asked.base() != null
        ? asked.base()
        : switch (asked.applied()) {
          case AppliedState.Known known -> known.state();
          case AppliedState.Unknown _ -> null;
        };
  }

  /** With a base, its own; else those that were applied last too: a change never judges itself. */
  static List<Guards> guards(DesiredSide asked) {
    Guards own = asked.settings().guards();
    @Nullable Guards applied = asked.base() == null ? asked.appliedGuards() : null;
    return applied == null || applied.equals(own) ? List.of(own) : List.of(applied, own);
  }

  /** The same of policies, each once, wherever it stands. */
  static List<Separation> policies(DesiredSide asked) {
    return judging(asked, DesiredState::separations, Separation::said);
  }

  /** The same of custom rules. */
  static List<CustomRule> rules(DesiredSide asked) {
    return judging(asked, DesiredState::rules, CustomRule::said);
  }

  /**
   * For which losses people are logged out. With a base, what the change says too: it refuses
   * nothing, and it is done once the change is merged.
   */
  static List<RevocationPolicy> revocations(DesiredSide asked) {
    var all = new ArrayList<>(judging(asked, DesiredState::revocations, RevocationPolicy::said));
    if (asked.base() != null) {
      all.addAll(
          added(asked.desired(), asked.base(), DesiredState::revocations, RevocationPolicy::said));
    }
    return all;
  }

  private static <T> List<T> judging(
      DesiredSide asked, Function<DesiredState, List<T>> policies, Function<T, Object> said) {
    if (asked.base() != null) {
      return policies.apply(asked.base());
    }
    var all = new ArrayList<>(policies.apply(asked.desired()));
    if (asked.applied() instanceof AppliedState.Known known) {
      all.addAll(added(known.state(), asked.desired(), policies, said));
    }
    return all;
  }

  /** What the change itself says and its base does not, which judges it from the merge on. */
  static List<Separation> newPolicies(DesiredSide asked, DesiredState base) {
    return added(asked.desired(), base, DesiredState::separations, Separation::said);
  }

  /** The same of custom rules. */
  static List<CustomRule> newRules(DesiredSide asked, DesiredState base) {
    return added(asked.desired(), base, DesiredState::rules, CustomRule::said);
  }

  /** What one says beside the other. */
  private static <T> List<T> added(
      DesiredState one,
      DesiredState other,
      Function<DesiredState, List<T>> policies,
      Function<T, Object> said) {
    Set<Object> known = policies.apply(other).stream().map(said).collect(Collectors.toSet());
    return policies.apply(one).stream()
        .filter(policy -> !known.contains(said.apply(policy)))
        .toList();
  }

  /** The guards of the change itself; those of its base where it has none for the tenant. */
  static Guards ownGuards(DesiredSide asked) {
    @Nullable Settings own = asked.loaded().own();
    @Nullable TenantSettings tenant =
        own == null ? null : own.tenants().get(asked.settings().name());
    return tenant == null ? asked.settings().guards() : tenant.guards();
  }

  /** What keeps things apart in the tenant: what git says now, and of old policies what is gone. */
  static List<Separation> standing(DesiredSide asked) {
    if (asked.base() != null) {
      return asked.base().separations();
    }
    var all = new ArrayList<>(asked.desired().separations());
    Set<String> known = all.stream().map(Separation::name).collect(Collectors.toSet());
    if (asked.applied() instanceof AppliedState.Known applied) {
      applied.state().separations().stream()
          .filter(policy -> !known.contains(policy.name()))
          .forEach(all::add);
    }
    return all;
  }
}
