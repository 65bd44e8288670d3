package dev.rolecall.desired.bind;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.CustomRule;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Ratification;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All documents of one tenant: gathers what is declared, then runs the rules over it. */
final class TenantBinding {
  private final TenantSettings tenant;
  private final Binder.Given given;
  private final UnreadTexts unread;
  private final TenantFeatures features;
  private final Set<Problem> problems;
  private final TextRules texts;

  private final SortedMap<Slug, DesiredRole> roles = new TreeMap<>();
  private final SortedMap<CapabilityId, DesiredCapability> capabilities = new TreeMap<>();
  private final SortedMap<Slug, Tombstone.OfRole> retired = new TreeMap<>();
  private final SortedMap<CapabilityId, Tombstone.OfCapability> retiredCapabilities =
      new TreeMap<>();
  private final List<Document.OfRole> roleDocuments = new ArrayList<>();
  private final List<Document.Holders> assignments = new ArrayList<>();
  private final List<Document.OfApproval> approvals = new ArrayList<>();
  private final List<Ratification> ratifications = new ArrayList<>();
  private final List<Document.OfPolicy> policies = new ArrayList<>();
  private final List<CustomRule> rules = new ArrayList<>();
  private final List<Document.OfRevocation> revocations = new ArrayList<>();
  private @Nullable Catalogue catalogue;
  private @Nullable SourceRef catalogueAt;

  TenantBinding(
      TenantSettings tenant, Binder.Given given, UnreadTexts unread, Set<Problem> problems) {
    this.unread = unread;
    this.tenant = tenant;
    this.given = given;
    this.features = tenant.endpoint().provider().features();
    this.problems = problems;
    this.texts = new TextRules(tenant.name(), features, problems);
  }

  @Nullable Catalogue catalogue() {
    return catalogue;
  }

  DesiredState bind(List<Document> documents) {
    documents.forEach(this::gather);
    SortedSet<Slug> system = new TreeSet<>(features.systemRoles());
    if (catalogue != null) {
      system.addAll(catalogue.systemRoles().keySet());
    }
    roles.values().forEach(role -> definition(role, system));
    capabilities.values().forEach(texts::capability);
    var ending = new EndingRoles(retired, given.now());
    ending.roles().values().forEach(texts::role);
    SortedMap<Slug, DesiredRole> standing = ending.with(roles);
    for (Tombstone.OfRole tombstone : retired.values()) {
      if (system.contains(tombstone.slug())) {
        String message =
            "%s ships with the tenant and cannot be retired."
                .formatted(Words.shown(tombstone.slug()));
        error(RuleId.SYSTEM_ROLE, tombstone.at(), message);
      }
    }
    var inner = new NestedRoles(features, standing.keySet(), system, retired);
    var capabilityRules =
        new CapabilityRules(catalogue, capabilities, retiredCapabilities, inner, unread, problems);
    capabilityRules.check(standing.values());
    if (catalogue == null) {
      String message =
          "%s has no committed catalogue, so capabilities were not checked."
              .formatted(tenant.name());
      problems.add(Problem.warning(RuleId.NO_CATALOGUE, tenant.endpoint().at(), message));
    }
    var names =
        new RoleNames(
            tenant.name(),
            roles.keySet(),
            new AssignableRoles(features, system, capabilities.keySet(), catalogue, gone()),
            retired,
            unread,
            problems);
    var holdings =
        new HoldingRules(given, tenant.name(), problems).bind(names, roleDocuments, assignments);
    var policyRules = new PolicyRules(features, given.now(), capabilityRules, names, problems);
    new SuccessorRules(retired, names, problems).check();
    var history = new HistoryRules(given, unread, problems);
    var state =
        new DesiredState(
            tenant.name(),
            capabilities,
            standing,
            ending.holdings(holdings),
            ending.gone(),
            retiredCapabilities,
            history.retiredBefore(tenant.name(), roles, retired.keySet()),
            new ApprovalRules(given.now(), given.today(), problems).check(approvals),
            ratifications,
            policyRules.check(policies),
            policyRules.rules(rules),
            policyRules.revocations(revocations),
            unread.uncounted());
    history.check(state, roles, retired);
    return state;
  }

  private Map<Slug, Tombstone.OfCapability> gone() {
    var gone = new TreeMap<Slug, Tombstone.OfCapability>();
    retiredCapabilities.forEach(
        (id, tombstone) -> features.heldAs(id).ifPresent(role -> gone.put(role, tombstone)));
    return gone;
  }

  private void gather(Document document) {
    switch (document) {
      case Document.OfRole role -> {
        DesiredRole first = roles.putIfAbsent(role.role().slug(), role.role());
        if (first == null) {
          roleDocuments.add(role);
        } else {
          again(RuleId.DUPLICATE_ROLE, "The role " + first.slug(), role.role().at(), first.at());
        }
      }
      case Document.OfHolders holders -> assignments.add(holders.holders());
      case Document.OfCapability declared -> {
        var capability = declared.capability();
        var first = capabilities.putIfAbsent(capability.id(), capability);
        if (first != null) {
          String what = "The capability " + capability.id();
          again(RuleId.DUPLICATE_CAPABILITY, what, capability.at(), first.at());
        }
      }
      case Document.OfTombstone declared -> tombstone(declared.tombstone());
      case Document.OfApproval approval -> approvals.add(approval);
      case Document.OfRatification one -> ratifications.add(one.ratification());
      case Document.OfPolicy policy -> policies.add(policy);
      case Document.OfRule declared -> rules.add(declared.rule());
      case Document.OfRevocation declared -> revocations.add(declared);
      case Document.OfCatalogue declared -> {
        if (catalogueAt == null) {
          catalogue = declared.catalogue();
          catalogueAt = declared.at();
        } else {
          String what = "The catalogue of " + tenant.name();
          again(RuleId.DUPLICATE_CATALOGUE, what, declared.at(), catalogueAt);
        }
      }
    }
  }

  private void tombstone(Tombstone tombstone) {
    Tombstone first =
        switch (tombstone) {
          case Tombstone.OfRole role -> retired.putIfAbsent(role.slug(), role);
          case Tombstone.OfCapability one -> retiredCapabilities.putIfAbsent(one.id(), one);
        };
    if (first != null) {
      again(RuleId.DUPLICATE_TOMBSTONE, "This tombstone", tombstone.at(), first.at());
    }
  }

  private void definition(DesiredRole role, Set<Slug> system) {
    Slug slug = role.slug();
    if (system.contains(slug)) {
      String message =
          "%s ships with the tenant; its definition is read-only.".formatted(Words.shown(slug));
      error(RuleId.SYSTEM_ROLE, role.at(), message);
    } else if (!features.keepsSlugs()
        && slug.value().length() <= 255
        && !features.mayCreate(slug)
        && !knownInBase(slug)) {
      String message =
          "%s is not a slug that %s can create.".formatted(Words.shown(slug), tenant.name());
      error(RuleId.INVALID_SLUG, role.at(), message);
    }
    mayBeUnknown(role);
    texts.role(role);
  }

  /** Only the tenant can tell; its committed catalogue is the next best. */
  private void mayBeUnknown(DesiredRole role) {
    Slug slug = role.slug();
    @Nullable Catalogue known = catalogue;
    if (known != null
        && features.keepsSlugs()
        && !features.mayCreate(slug)
        && features
            .asCapability(slug)
            .filter(id -> known.capabilities().containsKey(id))
            .isEmpty()) {
      String message =
          "%s is not a slug that rolecall creates, and the catalogue of %s has no such role."
              .formatted(Words.shown(slug), tenant.name());
      problems.add(
          Problem.warning(RuleId.INVALID_SLUG, role.at(), message)
              .advising(
                  "If the tenant has it: rolecall catalogue --refresh. Else plan is blocked by"
                      + " it: choose another slug."));
    }
  }

  private boolean knownInBase(Slug slug) {
    Base base = given.base();
    DesiredState before = base == null ? null : base.states().get(tenant.name());
    return before != null && before.roles().containsKey(slug);
  }

  private void again(RuleId rule, String what, SourceRef at, SourceRef first) {
    error(rule, at, "%s is already declared at %s.".formatted(Words.shown(what), first));
  }

  private void error(RuleId rule, SourceRef at, String message) {
    problems.add(Problem.error(rule, at, message));
  }
}
