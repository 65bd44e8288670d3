package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Guards.GrantBudget;
import dev.rolecall.model.Guards.RemovalBudget;
import dev.rolecall.model.Guards.RevocationBudget;
import dev.rolecall.model.Guards.Sensitive;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Limit;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code guards} of {@code rolecall.yaml}; what it leaves out is as the provider has it. The schema
 * has complained of what is malformed, which then counts as left out: it switches nothing off.
 */
final class GuardsReader {
  private final @Nullable MapNode map;
  private final Guards defaults;

  /**
   * @param document all of rolecall.yaml
   */
  GuardsReader(Node document, TenantFeatures features) {
    map =
        document instanceof MapNode settings && settings.get("guards") instanceof MapNode guards
            ? guards
            : null;
    defaults = Guards.defaults(features);
  }

  Guards read() {
    return map == null ? defaults : read(map);
  }

  private Guards read(MapNode guards) {
    return new Guards(
        part(guards, "removal-budget", defaults.removalBudget(), GuardsReader::removals),
        part(guards, "grant-budget", defaults.grantBudget(), GuardsReader::gains),
        part(guards, "revocation-budget", defaults.revocationBudget(), GuardsReader::revocations),
        guards.get("minimum-holders") == null
            ? defaults.minimumHolders()
            : each(guards, "minimum-holders", GuardsReader::minimum),
        each(guards, "required-holders", GuardsReader::required),
        each(guards, "protected", GuardsReader::guarded),
        part(guards, "sensitive", defaults.sensitive(), GuardsReader::sensitive),
        !isOff(guards.get("slug-lookalike")),
        !isOff(guards.get("role-returns")),
        "wait".equals(guards.text("unknown-subject")),
        !isOff(guards.get("keep-self")),
        !isOff(guards.get("break-glass")),
        part(guards, "direct-users", null, (users, _) -> directUsers(users)),
        each(guards, "max-duration", GuardsReader::maxDuration),
        each(guards, "paths", GuardsReader::path),
        widening(guards));
  }

  private static Guards.@Nullable NetWidening widening(MapNode guards) {
    return guards.get("net-widening") instanceof MapNode map
            && map.get("stop") instanceof ScalarNode stop
            && stop.type() == ScalarNode.Type.BOOLEAN
            && Boolean.parseBoolean(stop.text())
        ? new Guards.NetWidening(map.at())
        : null;
  }

  private static boolean isOff(@Nullable Node node) {
    return node instanceof ScalarNode word && word.text().equals("off");
  }

  private static <T> @Nullable T part(
      MapNode guards, String key, @Nullable T standard, BiFunction<MapNode, T, T> read) {
    return switch (guards.get(key)) {
      case MapNode settings -> read.apply(settings, standard);
      case Node node when isOff(node) -> null;
      case null, default -> standard;
    };
  }

  private static <T> List<T> each(MapNode guards, String key, Function<MapNode, Optional<T>> read) {
    var all = new ArrayList<T>();
    for (Node item : guards.items(key)) {
      if (item instanceof MapNode entry) {
        read.apply(entry).ifPresent(all::add);
      }
    }
    return all;
  }

  private static RemovalBudget removals(MapNode map, @Nullable RemovalBudget standard) {
    RemovalBudget from = standard == null ? RemovalBudget.DEFAULT : standard;
    return new RemovalBudget(
        limit(map, "roles", from.roles()),
        limit(map, "assignments", from.assignments()),
        limit(map, "people", from.people()),
        limit(map, "holders", from.holders()),
        map.at());
  }

  private static GrantBudget gains(MapNode map, @Nullable GrantBudget standard) {
    GrantBudget from = standard == null ? GrantBudget.DEFAULT : standard;
    return new GrantBudget(limit(map, "people", from.people()), map.at());
  }

  private static RevocationBudget revocations(MapNode map, @Nullable RevocationBudget standard) {
    RevocationBudget from = standard == null ? RevocationBudget.DEFAULT : standard;
    return new RevocationBudget(limit(map, "people", from.people()), map.at());
  }

  private static Limit limit(MapNode map, String key, Limit standard) {
    return map.get(key) instanceof MapNode limit
        ? new Limit(
            number(limit, "floor", standard.floor()),
            number(limit, "share", standard.share()),
            number(limit, "ceiling", standard.ceiling()))
        : standard;
  }

  private static int number(MapNode map, String key, int standard) {
    return map.get(key) instanceof ScalarNode scalar
        ? WholeNumbers.of(scalar).orElse(standard)
        : standard;
  }

  private static Optional<Guards.MinimumHolders> minimum(MapNode map) {
    return item(map)
        .map(item -> new Guards.MinimumHolders(item, number(map, "people", 2), map.at()));
  }

  private static Optional<Guards.MaxDuration> maxDuration(MapNode map) {
    return item(map).map(item -> new Guards.MaxDuration(item, days(map, "max", 1), map.at()));
  }

  private static Optional<Guards.PathRule> path(MapNode map) {
    String path = map.text("path");
    return path == null
        ? Optional.empty()
        : Optional.of(
            new Guards.PathRule(
                new Wildcard(path),
                new TreeSet<>(texts(map, "kinds")),
                texts(map, "may-grant").stream().map(Wildcard::new).toList(),
                map.at()));
  }

  private static List<String> texts(MapNode map, String key) {
    return map.items(key).stream()
        .filter(ScalarNode.class::isInstance)
        .map(item -> ((ScalarNode) item).text())
        .toList();
  }

  private static Optional<Holdable> item(MapNode map) {
    var role = DocumentReader.slug(map, "role");
    String capability = map.text("capability");
    return role != null
        ? Optional.of(new Holdable.OfRole(role.value()))
        : Optional.ofNullable(capability)
            .flatMap(CapabilityId::parse)
            .map(Holdable.OfCapability::new);
  }

  private static Optional<Guards.RequiredHolder> required(MapNode map) {
    var role = DocumentReader.slug(map, "role");
    return role == null
        ? Optional.empty()
        : subject(map).map(who -> new Guards.RequiredHolder(role.value(), who, map.at()));
  }

  private static Optional<Guards.Protected> guarded(MapNode map) {
    var role = DocumentReader.slug(map, "role");
    return role != null
        ? Optional.of(new Guards.Protected.OfRole(role.value(), map.at()))
        : subject(map).map(who -> new Guards.Protected.OfSubject(who, map.at()));
  }

  private static Optional<SubjectName> subject(MapNode map) {
    for (SubjectKind kind : SubjectKind.values()) {
      String name = map.text(kind.word());
      if (name != null && !name.isEmpty()) {
        return Optional.of(new SubjectName(kind, name));
      }
    }
    return Optional.empty();
  }

  private static Sensitive sensitive(MapNode map, @Nullable Sensitive standard) {
    return new Sensitive(
        patterns(map, "capabilities", standard == null ? List.of() : standard.capabilities()),
        patterns(map, "assignable", standard == null ? List.of() : standard.assignable()),
        number(map, "broad", Sensitive.BROAD),
        map.at());
  }

  private static List<Wildcard> patterns(MapNode map, String key, List<Wildcard> standard) {
    return map.get(key) == null ? standard : texts(map, key).stream().map(Wildcard::new).toList();
  }

  private static Guards.DirectUsers directUsers(MapNode map) {
    return new Guards.DirectUsers(
        has(map, "allow", "expiring"),
        has(map, "require", "reason"),
        map.get("max") == null ? null : days(map, "max", 1),
        map.at());
  }

  private static boolean has(MapNode map, String key, String word) {
    return map.items(key).stream()
        .anyMatch(item -> item instanceof ScalarNode scalar && scalar.text().equals(word));
  }

  /** {@code 90d}. */
  private static int days(MapNode map, String key, int standard) {
    String text = map.text(key);
    return text != null && text.matches("[1-9][0-9]{0,4}d")
        ? Integer.parseInt(text.substring(0, text.length() - 1))
        : standard;
  }
}
