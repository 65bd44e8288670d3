package dev.rolecall.desired.bind;

import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a change does to the settings that judge it (design.md, rule 10): one finding each. */
public final class SettingsDiff {
  private final String commit;
  private final List<Problem> findings = new ArrayList<>();

  private SettingsDiff(String commit) {
    this.commit = commit;
  }

  /** The differences, by tenant; where the base had no settings, every tenant is new. */
  public static List<Problem> between(Base base, Settings head) {
    var diff = new SettingsDiff(base.commit());
    Settings before = base.settings() == null ? new Settings(new TreeMap<>()) : base.settings();
    var names = new TreeSet<>(before.tenants().keySet());
    names.addAll(head.tenants().keySet());
    names.forEach(name -> diff.tenant(name, before.tenants().get(name), head.tenants().get(name)));
    return diff.findings;
  }

  private void tenant(
      String name, @Nullable TenantSettings before, @Nullable TenantSettings after) {
    if (after == null) {
      say(
          SourceRef.wholeFile("rolecall.yaml"),
          "The tenant " + name + " is not in rolecall.yaml any more.");
      return;
    }
    SourceRef at = after.endpoint().at();
    if (before == null) {
      say(at, "The tenant " + name + " is new.");
      return;
    }
    compare(at, name, "provider", before.endpoint().provider(), after.endpoint().provider());
    compare(at, name, "url", before.endpoint().url(), after.endpoint().url());
    compare(at, name, "credentials", before.credentials(), after.credentials());
    compare(at, name, "apply-credentials", before.applyCredentials(), after.applyCredentials());
    compare(at, name, "files", before.files(), after.files());
    var keys = new TreeSet<>(before.options().keySet());
    keys.addAll(after.options().keySet());
    keys.forEach(
        key -> compare(at, name, key, before.options().get(key), after.options().get(key)));
  }

  private void compare(
      SourceRef at, String tenant, String key, @Nullable Object before, @Nullable Object after) {
    if (before == null ? after != null : !before.equals(after)) {
      say(at, "%s of tenant %s: not what %s has.".formatted(key, tenant, commit));
    }
  }

  private void say(SourceRef at, String message) {
    findings.add(Problem.warning(RuleId.SETTINGS_CHANGED, at, message));
  }
}
