package dev.rolecall.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A team whose settings have guards, before a tenant that counts what is written to it and has the
 * groups auditors and office, nobody in them.
 */
final class GuardedTeam implements AutoCloseable {
  private static final int USERS = 30;
  private static final String FOUR_EYES =
      """
      kind: Policy
      name: four-eyes
      description: Whoever makes does not check.
      separate:
        - roles: [maker]
        - roles: [checker]
      """;

  private static final List<String> GROUPS = List.of("auditors", "office");

  private final Tenant tenant = Tenant.ofUsers(USERS, GROUPS);
  private final RecordingProxy proxy = RecordingProxy.of(tenant.url());
  private final Team team;

  /**
   * Settings are pushed already.
   *
   * @param guards lines below {@code guards:}; none: the defaults
   */
  GuardedTeam(Path folder, String... guards) {
    team = Team.of(folder, proxy.url());
    guards(guards);
    team.push("Guards");
  }

  /** Their numbers. */
  static IntStream users(int from, int to) {
    return IntStream.range(from, to);
  }

  Team team() {
    return team;
  }

  RolesRepo author() {
    return team.author();
  }

  Outsider outsider() {
    return tenant.outsider();
  }

  /** Writes the settings; they are not pushed yet. */
  GuardedTeam guards(String... lines) {
    String settings = RolesRepo.settings(proxy.url());
    var yaml = new StringBuilder(settings.substring(0, settings.indexOf("guards:")));
    if (lines.length > 0) {
      yaml.append("guards:\n");
      List.of(lines).forEach(line -> yaml.append("  ").append(line).append('\n'));
    }
    author().write("rolecall.yaml", yaml.toString());
    return this;
  }

  /** A role with these users by number, not pushed yet. */
  GuardedTeam role(String slug, IntStream users) {
    team.role(slug, "add", users.mapToObj(Tenant::email).toArray(String[]::new));
    return this;
  }

  /** Somebody puts this user into a group, behind git's back. */
  GuardedTeam join(String group, int user) {
    outsider().join(outsider().group(group), outsider().user(Tenant.email(user)));
    return this;
  }

  /** The policy that keeps maker and checker apart, with these lines of waivers, not pushed yet. */
  GuardedTeam fourEyes(String waivers) {
    author().write("policies/four-eyes.yaml", FOUR_EYES + waivers);
    return this;
  }

  GuardedTeam retire(String slug) {
    author().delete("roles/" + slug + ".yaml");
    author()
        .write(
            "retired/" + slug + ".yaml",
            "kind: RetiredRole\nslug: %s\nretired: 2026-11-23\nreason: Gone.\n".formatted(slug));
    return this;
  }

  /** Retires it with a successor that has the same users. */
  GuardedTeam rename(String slug, String successor, IntStream users) {
    retire(slug).role(successor, users);
    author().edit("retired/" + slug + ".yaml", "reason:", "successor: " + successor + "\nreason:");
    return this;
  }

  /** Pushes what was written; the commit. */
  String push() {
    return team.push("A change");
  }

  /** Pushes what was written, which is applied as a whole; the id of that run. */
  String applied() {
    return team.applied("A change");
  }

  Cli.Ran plan() {
    return team.run("plan", "--detailed-exitcode");
  }

  Cli.Ran apply() {
    return team.apply();
  }

  /** So much after the moment of all other runs. */
  Cli.Ran applyAfter(Duration time) {
    return team.job().cli().at(Cli.NOW.plus(time)).run("apply", "--approve");
  }

  /** Writes each approval that a refusal printed, with an owner and a reason; pushes them. */
  GuardedTeam approve(Cli.Ran refused) {
    Pasted.from(refused.out()).forEach(author()::write);
    team.push("Approved");
    return this;
  }

  /** What the tenant was asked to write since it was last asked this. */
  long writes() {
    long writes = proxy.seen().stream().filter(RecordingProxy.Seen::isWrite).count();
    proxy.forget();
    return writes;
  }

  int requests() {
    return proxy.seen().size();
  }

  void refuseWrites(IntPredicate numbers) {
    proxy.refuse(numbers);
  }

  Collection<String> holders(String role) {
    return outsider().holders(role);
  }

  @Override
  public void close() {
    team.close();
    proxy.close();
    tenant.close();
  }
}
