package dev.rolecall.desired.bind;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.CustomRule;
import dev.rolecall.model.Days;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.RevocationPolicy;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.Wildcard;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The policies of one tenant, against each other and against what there is to hold. */
final class PolicyRules {
  static final String REMOVAL = "Remove it from the policy.";

  private final TenantFeatures features;
  private final Instant now;
  private final CapabilityRules capabilities;
  private final RoleNames roles;
  private final Set<Problem> problems;
  private final SortedMap<String, SourceRef> taken = new TreeMap<>();

  PolicyRules(
      TenantFeatures features,
      Instant now,
      CapabilityRules capabilities,
      RoleNames roles,
      Set<Problem> problems) {
    this.features = features;
    this.now = now;
    this.capabilities = capabilities;
    this.roles = roles;
    this.problems = problems;
  }

  /** All of them in the order of their names: also one whose name is taken keeps things apart. */
  List<Separation> check(List<Document.OfPolicy> documents) {
    for (Document.OfPolicy document : documents) {
      Separation policy = document.policy();
      name(policy.name(), policy.at());
      document.one().forEach(this::known);
      document.other().forEach(this::known);
      apart(document);
      document.ends().forEach(end -> spent(policy, end));
    }
    return documents.stream()
        .map(Document.OfPolicy::policy)
        .sorted(Comparator.comparing(Separation::name).thenComparing(Separation::at))
        .toList();
  }

  /** Those with a rule, after those with sides. */
  List<CustomRule> rules(List<CustomRule> rules) {
    rules.forEach(rule -> name(rule.name(), rule.at()));
    return rules.stream()
        .sorted(Comparator.comparing(CustomRule::name).thenComparing(CustomRule::at))
        .toList();
  }

  /** Those of losses that take effect at once, after those with a rule. */
  List<RevocationPolicy> revocations(List<Document.OfRevocation> documents) {
    for (Document.OfRevocation document : documents) {
      name(document.policy().name(), document.at());
      document.items().forEach(this::matches);
    }
    return documents.stream()
        .map(Document.OfRevocation::policy)
        .sorted(Comparator.comparing(RevocationPolicy::name).thenComparing(RevocationPolicy::at))
        .toList();
  }

  /** A slip in a name, or a pattern of nothing, would log out nobody. */
  private void matches(Sourced<Wildcard> item) {
    String text = item.value().pattern();
    if (text.contains("*")) {
      capabilities.matched(item);
      return;
    }
    CapabilityId.parse(text)
        .ifPresentOrElse(
            id -> capabilities.named(new Sourced<>(id, item.at())),
            () ->
                problems.add(
                    Problem.error(
                            RuleId.BAD_VALUE, item.at(), Words.shown(text) + " is no capability.")
                        .advising("Write area:action, with * for any text.")));
  }

  private void name(String name, SourceRef at) {
    SourceRef first = taken.putIfAbsent(name, at);
    // Of one without a name the schema has complained.
    if (first != null && !name.isEmpty()) {
      String message =
          "The policy %s is already declared at %s.".formatted(Words.shown(name), first);
      problems.add(Problem.error(RuleId.DUPLICATE_POLICY, at, message));
    }
  }

  private void known(Sourced<Holdable> item) {
    switch (item.value()) {
      case Holdable.OfRole(var slug) -> roles.check(new Sourced<>(slug, item.at()), REMOVAL);
      case Holdable.OfCapability(var id) -> capabilities.named(new Sourced<>(id, item.at()));
    }
  }

  /** Whoever holds an item of both sides breaks the policy by that alone. */
  private void apart(Document.OfPolicy document) {
    var one = new TreeMap<Holdable, SourceRef>();
    document.one().forEach(item -> one.put(held(item.value()), item.at()));
    for (Sourced<Holdable> item : document.other()) {
      SourceRef first = one.get(held(item.value()));
      if (first != null) {
        String message =
            "The %s stands on both sides; first on line %d."
                .formatted(Words.shown(item.value()), first.line());
        problems.add(
            Problem.error(RuleId.BAD_VALUE, item.at(), message)
                .advising("Keep it on one of the two."));
      }
    }
  }

  /** One thing has one form, also where a capability is a role. */
  private Holdable held(Holdable item) {
    return switch (item) {
      case Holdable.OfRole role -> role;
      case Holdable.OfCapability capability ->
          features.heldAs(capability.id()).<Holdable>map(Holdable.OfRole::new).orElse(capability);
    };
  }

  private void spent(Separation policy, Sourced<Instant> end) {
    if (!now.isBefore(end.value())) {
      String message =
          "This waiver of %s expired on %s."
              .formatted(Words.shown(policy.name()), Days.last(end.value()));
      problems.add(Problem.note(RuleId.WAIVER_SPENT, end.at(), message));
    }
  }
}
