package dev.rolecall.desired.bind;

import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to the settings that judge it (design.md, rule 10): one finding each, at its
 * key, with the old and the new value.
 */
public final class SettingsDiff {
  private final SettingsPlaces places;
  private final List<Problem> findings = new ArrayList<>();

  private SettingsDiff(SettingsPlaces places) {
    this.places = places;
  }

  /**
   * The differences, by tenant; where the base had no settings, every tenant is new.
   *
   * @param places where the keys of the head stand
   */
  public static List<Problem> between(Base base, Settings head, SettingsPlaces places) {
    var diff = new SettingsDiff(places);
    Settings before = base.settings() == null ? new Settings(new TreeMap<>()) : base.settings();
    var names = new TreeSet<>(before.tenants().keySet());
    names.addAll(head.tenants().keySet());
    names.forEach(name -> diff.tenant(name, before.tenants().get(name), head.tenants().get(name)));
    diff.guards(before.guards(), head.guards());
    return diff.findings;
  }

  private void tenant(
      String name, @Nullable TenantSettings before, @Nullable TenantSettings after) {
    if (after == null) {
      // One that is there and cannot be read has been complained of.
      if (!places.has(name)) {
        SourceRef file = SourceRef.wholeFile("rolecall.yaml");
        say(file, "The tenant " + name + " is not in rolecall.yaml any more.");
      }
      return;
    }
    if (before == null) {
      String message =
          "The tenant %s is new: %s at %s."
              .formatted(
                  name,
                  after.endpoint().provider().word(),
                  SettingValues.cut(after.endpoint().url().toString()));
      say(after.endpoint().at(), message);
      return;
    }
    var old = SettingValues.of(before);
    var now = SettingValues.of(after);
    var keys = new LinkedHashSet<>(now.keySet());
    keys.addAll(old.keySet());
    keys.forEach(key -> compare(name, key, old.get(key), now.get(key)));
  }

  private void guards(SortedMap<String, String> before, SortedMap<String, String> after) {
    var ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      String old = before.getOrDefault(id, "not set");
      String now = after.getOrDefault(id, "not set");
      if (!old.equals(now)) {
        String message =
            "%s of guards: %s -> %s".formatted(id, SettingValues.cut(old), SettingValues.cut(now));
        say(places.ofGuard(id), message);
      }
    }
  }

  private void compare(
      String tenant,
      List<String> key,
      SettingValues.@Nullable Value before,
      SettingValues.@Nullable Value after) {
    if (before == null ? after == null : before.equals(after)) {
      return;
    }
    String old = shown(before);
    String now = shown(after);
    String message =
        "%s of tenant %s: %s -> %s%s"
            .formatted(
                String.join(" of ", key.reversed()),
                tenant,
                old,
                now,
                old.equals(now) ? ", which differ beyond what is shown" : "");
    say(places.of(tenant, key), message);
  }

  private static String shown(SettingValues.@Nullable Value value) {
    return value == null ? "not set" : value.shown();
  }

  private void say(SourceRef at, String message) {
    findings.add(Problem.warning(RuleId.SETTINGS_CHANGED, at, message));
  }
}
