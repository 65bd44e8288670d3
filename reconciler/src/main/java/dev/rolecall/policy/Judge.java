package dev.rolecall.policy;

import dev.rolecall.model.CustomRule;
import dev.rolecall.model.Guards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All guards of a tenant. The same proposal gets the same objections in the same order. */
public final class Judge {
  private static final Comparator<Objection> ORDER =
      Comparator.comparing(Objection::needs)
          .reversed()
          .thenComparing(Objection::rule)
          .thenComparing(objection -> String.valueOf(objection.item()))
          .thenComparing(Objection::message);

  private final List<Guard> guards = new ArrayList<>();

  /** All of them, by one or more settings, and rules of the repository's own. */
  public Judge(List<Guards> settings, List<JudgedRule> rules) {
    this(settings, rules, RevocationRules.none());
  }

  /** The same where people are logged out for what they lose. */
  public Judge(List<Guards> settings, List<JudgedRule> rules, RevocationRules revocation) {
    settings.forEach(one -> add(one, true));
    for (Guards one : settings) {
      if (one.revocationBudget() != null) {
        guards.add(new RevocationBudgetGuard(one.revocationBudget(), revocation));
      }
    }
    rules.forEach(rule -> guards.add(new CustomRuleGuard(rule)));
  }

  private Judge() {}

  /**
   * Judges, besides, what an undo gives back.
   *
   * @param giving null: it is none
   */
  public Judge of(@Nullable GivingBack giving) {
    if (giving != null) {
      guards.add(new UnconfirmedGuard(giving));
    }
    return this;
  }

  private void add(Guards settings, boolean people) {
    if (people) {
      addPeople(settings);
    }
    settings.requiredHolders().forEach(one -> guards.add(new RequiredHolderGuard(one)));
    settings.protectedItems().forEach(one -> guards.add(new ProtectedGuard(one)));
    if (settings.slugLookalike()) {
      guards.add(new LookalikeGuard());
    }
    if (settings.roleReturns()) {
      guards.add(new ReturningRoleGuard());
    }
    if (settings.directUsers() != null) {
      guards.add(new DirectUsersGuard(settings.directUsers()));
    }
    settings.maxDurations().forEach(one -> guards.add(new MaxDurationGuard(one)));
    settings.paths().forEach(one -> guards.add(new PathGuard(one)));
  }

  /** Those that judge files, and need not know the people behind them, or not all of them. */
  public static Judge offline(Guards settings, List<JudgedRule> rules) {
    var judge = new Judge();
    judge.add(settings, false);
    if (settings.sensitive() != null) {
      judge.guards.add(new SensitiveGuard(settings.sensitive(), true));
    }
    rules.stream()
        .filter(judged -> judged.rule().each() == CustomRule.Each.CHANGE)
        .forEach(rule -> judge.guards.add(new CustomRuleGuard(rule)));
    return judge;
  }

  private void addPeople(Guards settings) {
    settings.minimumHolders().forEach(one -> guards.add(new MinimumHoldersGuard(one)));
    if (settings.removalBudget() != null) {
      guards.add(new RemovalBudgetGuard(settings.removalBudget()));
    }
    if (settings.grantBudget() != null) {
      guards.add(new GrantBudgetGuard(settings.grantBudget()));
    }
    guards.add(new UnknownSubjectGuard(settings.unknownSubjectsWait()));
    if (settings.keepSelf()) {
      guards.add(new KeepSelfGuard());
    }
    guards.add(new SeparationGuard());
    if (settings.netWidening() != null) {
      guards.add(new NetWideningGuard(settings.netWidening()));
    }
    if (settings.sensitive() != null) {
      guards.add(new SensitiveGuard(settings.sensitive(), false));
    }
  }

  /** Whether some guard has to know how many people there are at all. */
  public boolean needsEverybody(Proposal proposal) {
    return guards.stream().anyMatch(guard -> guard.needsEverybody(proposal));
  }

  /** What stands against the proposal, and what would if it were not approved. */
  public List<Objection> judge(Proposal proposal, Approvals approvals) {
    var found = new ArrayList<Objection>();
    for (Guard guard : guards) {
      guard.judge(proposal, draft -> found.add(draft.objection()));
    }
    var gone = new GoneLines(proposal);
    var meant = new NamedPeople(proposal);
    return found.stream()
        .sorted(ORDER)
        .filter(once())
        .map(objection -> objection.adding(gone.of(objection)))
        .map(objection -> approvals.lift(objection, meant))
        .toList();
  }

  /** What two settings have against it alike is told once, whichever of them it is. */
  private static Predicate<Objection> once() {
    var told = new HashSet<List<@Nullable Object>>();
    return one ->
        told.add(
            Arrays.asList(
                one.rule(), one.item(), one.policy(), one.amount(), one.message(), one.at()));
  }
}
