package dev.rolecall.policy;

import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.Seed;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Approval;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.Guards;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.reconcile.Judges;
import dev.rolecall.reconcile.Judging;
import dev.rolecall.reconcile.Matter;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import dev.rolecall.tenant.api.TenantApi;
import dev.rolecall.tenant.keycloak.Keycloak;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A company in memory whose git was applied a month ago and has not drifted since. Its pull
 * requests are judged by the guards that a provider sets where rolecall.yaml says nothing. Nothing
 * is ever applied, so tests share it.
 */
final class Company {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /** The account of a program; it holds nothing yet. */
  static final SubjectName PROGRAM = SubjectName.user("svc-helpdesk");

  /** In the directory of the tenant, and holds nothing yet. */
  static final SubjectName JOINER = SubjectName.user("nina@acme.example");

  static final SubjectName AUDITOR = SubjectName.user("sam@auditfirm.example");

  private static final String COMMIT = "4f1c2ab000000000000000000000000000000000";
  private static final String APPLIED = "9be21d0000000000000000000000000000000000";
  private static final List<String> CATALOGUE =
      List.of(
          "users:bulk-operations create delete edit force-mfa-reset reset-password suspend view",
          "applications:create delete disable edit rotate-secret view",
          "authentication:configure-policy edit-actions edit-flows manage-federation view",
          "mfa:configure-enforcement manage-custom-factors",
          "audit:configure-streaming export read",
          "threat-intelligence:manage-feeds test-ip view",
          "branding:edit view",
          "reports:configure view",
          "members:change-roles invite remove");

  /** Groups of a large company, over and over. */
  private static final int[] TEAMS = {5, 8, 12, 20, 35, 60, 120, 250, 700, 3_000};

  /** Of thirty people, eighteen of them in support. */
  static final Company SMALL = new Company(new Sizes(30, 2, 1, 10, 6, 5, 5, 0), false);

  /** The same on Keycloak, where an owner is whoever can administrate the realm. */
  static final Company SMALL_REALM = new Company(new Sizes(30, 2, 1, 10, 6, 5, 5, 0), true);

  /** Of twenty thousand people and four hundred roles. */
  static final Company LARGE =
      new Company(new Sizes(20_000, 4, 6, 3_000, 2_500, 30, 39, 392), false);

  /**
   * How many there are of whom; of the second support team there are always eight.
   *
   * @param day those of the first support team
   * @param designers those of engineering who are to get a role of their own
   * @param editors of branding, named one by one
   * @param teams groups with a role each
   */
  private record Sizes(
      int people,
      int owners,
      int administrators,
      int day,
      int engineering,
      int designers,
      int editors,
      int teams) {
    boolean large() {
      return teams > 0;
    }
  }

  private final Sizes sizes;
  private final TenantFeatures features;
  private final RoleFiles files = new RoleFiles();
  private final Map<SubjectName, Subject> accounts = new HashMap<>();
  private final SortedMap<String, List<SubjectName>> groups = new TreeMap<>();
  private final TenantReader tenant;
  private final DesiredState before;
  private final GrantRecord record;

  private Company(Sizes sizes, boolean realm) {
    this.sizes = sizes;
    features = (realm ? Keycloak.SPEC : TenantApi.SPEC).provider().features();
    hire();
    declare(realm);
    teams();
    var all = new ArrayList<SubjectName>(List.of(PROGRAM, JOINER, AUDITOR));
    groups.forEach((group, members) -> {
      all.add(SubjectName.group(group));
      all.addAll(members);
    });
    all.addAll(named("customer", 69));
    all.forEach(name -> accounts.put(name, account(name)));
    var fake = FakeTenant.holding(live(), features);
    groups.forEach((group, members) ->
        members.forEach(member -> fake.join("grp_" + group, "usr_" + member.name())));
    tenant = new WithPrograms(fake);
    before = files.state();
    record = recorded();
  }

  private void hire() {
    groups.put("owners", named("owner", sizes.owners()));
    groups.put("administrators", named("admin", sizes.administrators()));
    groups.put("support-day", named("day", sizes.day()));
    groups.put("support-night", named("night", 8));
    groups.put("engineering", named("engineer", sizes.engineering()));
    groups.put("finance", named("finance", 3));
    int soFar = groups.values().stream().mapToInt(List::size).sum();
    groups.put("others", named("other", sizes.people() - soFar));
    groups.put("everyone", groups.values().stream().flatMap(List::stream).toList());
    groups.put("designers", members("engineering").subList(0, sizes.designers()));
    groups.put("contractors", named("contractor", 9));
  }

  private void declare(boolean realm) {
    if (realm) {
      files.create("owner", "realm-management:realm-admin");
      files.create("administrator", "realm-management:manage-users", "realm-management:view-realm");
    }
    files.give("owner", members("owners")).give("administrator", members("administrators"));
    files.create("staff", "branding:view").give("staff", SubjectName.group("everyone"));
    files
        .create(
            "cs-lead",
            "audit:read",
            "users:force-mfa-reset",
            "users:reset-password",
            "users:suspend",
            "users:view")
        .give("cs-lead", members("support-day").subList(0, sizes.large() ? 11 : 2));
    files
        .create("support-agent", "audit:read", "users:view")
        .give(
            "support-agent", SubjectName.group("support-day"), SubjectName.group("support-night"));
    files
        .create("branding-editor", "branding:edit", "branding:view")
        .give("branding-editor", members("engineering").subList(0, sizes.editors()));
    files
        .create("external-auditor", "audit:export", "audit:read", "users:view")
        .give("external-auditor", SubjectName.group("contractors"));
    files
        .create("app-developer", "applications:create", "applications:edit", "applications:view")
        .give("app-developer", SubjectName.group("engineering"));
    files
        .create("reports-viewer", "reports:view")
        .give("reports-viewer", members("finance").subList(0, 2));
    files
        .create("data-migration", "users:create", "users:edit")
        .give("data-migration", members("engineering").getLast());
    for (String role : List.of("cs-lead", "branding-editor")) {
      files.give(role, members("finance").getFirst());
    }
  }

  private void teams() {
    List<SubjectName> everyone = members("everyone");
    for (int i = 1; i <= sizes.teams(); i++) {
      int size = TEAMS[i % TEAMS.length];
      int first = i * 7919 % (everyone.size() - size);
      String team = "team-%03d".formatted(i);
      groups.put(team, List.copyOf(everyone.subList(first, first + size)));
      files
          .create(team + "-tools", "applications:view", "reports:view")
          .give(team + "-tools", SubjectName.group(team));
      if (i % 3 == 0) {
        files.give(team + "-tools", everyone.get(i * 31), everyone.get(i * 37));
      }
    }
  }

  private static List<SubjectName> named(String who, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> SubjectName.user("%s-%02d@acme.example".formatted(who, i)))
        .toList();
  }

  private static Subject account(SubjectName name) {
    String prefix = name.kind() == SubjectKind.USER ? "usr_" : "grp_";
    return new Subject(name.kind(), prefix + name.name(), name.name());
  }

  /** Users of the directory who have nothing to do with the company yet. */
  static List<SubjectName> customers() {
    return named("customer", 69);
  }

  /** The people of a group. */
  List<SubjectName> members(String group) {
    return groups.getOrDefault(group, List.of());
  }

  private LiveState live() {
    var capabilities = new TreeMap<CapabilityId, Capability>();
    Stream.concat(
            CATALOGUE.stream().flatMap(Company::ofArea),
            files.roles().values().stream().flatMap(role -> role.capabilities().stream()))
        .forEach(id ->
            capabilities.put(
                id,
                new Capability(
                    id, id.toString(), "", Capability.Status.AVAILABLE, Capability.Origin.SYSTEM)));
    var roles = new TreeMap<Slug, LiveRole>();
    files.roles().forEach((slug, role) -> roles.put(slug, new LiveRole(role, false, null)));
    if (features.roleArea() == null) {
      for (Slug slug : features.systemRoles()) {
        Collection<CapabilityId> some =
            slug.value().equals("viewer") ? List.of() : capabilities.keySet();
        roles.put(slug, new LiveRole(new RoleDefinition(slug, slug.value(), "", some), true, null));
      }
    }
    var holders = new TreeMap<Slug, List<Subject>>();
    files
        .lines()
        .forEach((slug, lines) ->
            holders.put(slug, lines.keySet().stream().map(Company::account).toList()));
    return new LiveState(
        capabilities, roles, holders, SubjectDirectory.of(accounts.values()), new TreeSet<>());
  }

  private static Stream<CapabilityId> ofArea(String line) {
    int colon = line.indexOf(':');
    return Arrays.stream(line.substring(colon + 1).split(" "))
        .map(action -> new CapabilityId(line.substring(0, colon), action));
  }

  private GrantRecord recorded() {
    try {
      var names = DiffInputs.lookUps(before, GrantRecord.nothing()).names();
      return Seed.of(before, tenant.read(Extent.everything(names)), appliedAt());
    } catch (TenantException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant appliedAt() {
    return NOW.minus(Duration.ofDays(30));
  }

  /** The plan of a pull request, judged by the default guards, as a later run of the record. */
  Plan judge(Consumer<RoleFiles> pullRequest) throws TenantException {
    return judge(pullRequest, List.of(), Past.nothing(Past.Start.LATER_RUN));
  }

  /** The same with these approvals, and after these runs. */
  Plan judge(Consumer<RoleFiles> pullRequest, List<Approval> approvals, Past past)
      throws TenantException {
    var applied = new AppliedState.Known(APPLIED, appliedAt(), before);
    return plan(inputs(edited(pullRequest), applied, NOW), before, approvals, past);
  }

  /** The plan of another day when this pull request, which wrote nothing, was merged long ago. */
  Plan judgeOn(Instant day, Consumer<RoleFiles> pullRequest) throws TenantException {
    DesiredState merged = edited(pullRequest);
    var inputs = inputs(merged, new AppliedState.Known(APPLIED, NOW, merged), day);
    return plan(inputs, merged, List.of(), Past.nothing(Past.Start.LATER_RUN));
  }

  private DesiredState edited(Consumer<RoleFiles> pullRequest) {
    var edited = files.copy();
    pullRequest.accept(edited);
    return edited.state();
  }

  private DiffInputs inputs(DesiredState desired, AppliedState applied, Instant now)
      throws TenantException {
    var users = new TreeSet<>(DiffInputs.usersOf(desired, applied, record, features));
    var live = tenant.read(Extent.usersOf(users, DiffInputs.lookUps(desired, record)));
    return new DiffInputs(desired, applied, record, live, features, now);
  }

  private Plan plan(DiffInputs inputs, DesiredState was, List<Approval> approvals, Past past)
      throws TenantException {
    var found = Differ.diff(inputs);
    var identity = new TenantIdentity("tenant-api", "https://acme.example.com", null);
    var context = new PlanContext(identity, new Origin(COMMIT, false, "files"), null, null);
    var guards = Guards.defaults(features);
    var approved = new Approvals(approvals, new TreeMap<>(), inputs.now());
    var matter =
        new Matter(
            inputs,
            found,
            was,
            new Judges(List.of(guards), List.of(), List.of(), RevocationRules.none()),
            List.of(),
            approved,
            past,
            null);
    return new Judging(matter, tenant).judge(Planner.plan(inputs, found, context)).plan();
  }

  @Override
  public String toString() {
    return features.roleArea() == null
        ? "%,d people".formatted(sizes.people())
        : "%,d people on Keycloak".formatted(sizes.people());
  }

  /** The fake, in which no account is a program's, with one that is. */
  private record WithPrograms(FakeTenant fake) implements TenantReader {
    @Override
    public LiveState read(Extent extent) throws TenantException {
      return fake.read(extent);
    }

    @Override
    public People people(Audience audience) {
      People found = fake.people(audience);
      return new People(
          found.members(),
          found.users(),
          found.disabled(),
          new TreeSet<>(List.of(account(PROGRAM).id())),
          found.unread());
    }

    @Override
    public TenantFacts facts() {
      return fake.facts();
    }
  }
}
