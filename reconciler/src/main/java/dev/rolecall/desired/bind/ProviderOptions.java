package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.Provider;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The settings that a tenant has because of its provider; those of others are unknown to it. */
final class ProviderOptions {
  private final Collection<Provider> providers;
  private final List<Problem> problems;

  /**
   * @param providers all that a tenant can be of
   */
  ProviderOptions(Collection<Provider> providers, List<Problem> problems) {
    this.providers = providers;
    this.problems = problems;
  }

  /** The provider that the tenant names; the schema has complained of any other word. */
  Optional<Provider> provider(MapNode tenant) {
    var word = tenant.text("provider");
    return providers.stream().filter(provider -> provider.word().equals(word)).findFirst();
  }

  /** As text, of a list one value a line. */
  SortedMap<String, String> read(Provider provider, ScalarNode name, MapNode tenant) {
    check(provider, name, tenant);
    var options = new TreeMap<String, String>();
    for (String key : provider.keys().texts()) {
      if (tenant.get(key) instanceof ScalarNode value) {
        options.put(key, value.text());
      }
    }
    for (String key : provider.keys().lists()) {
      if (tenant.get(key) != null) {
        options.put(key, lines(tenant.items(key)));
      }
    }
    return options;
  }

  private void check(Provider provider, ScalarNode name, MapNode tenant) {
    for (String key : new TreeSet<>(provider.keys().required())) {
      if (tenant.get(key) == null) {
        String message = "A %s tenant needs the key %s.".formatted(provider.word(), key);
        problems.add(Problem.error(RuleId.MISSING_KEY, name.at(), message));
      }
    }
    for (String key : foreign(provider)) {
      MapNode.Entry entry = tenant.entry(key);
      if (entry != null) {
        String message =
            "A tenant with provider: %s has no key %s.".formatted(provider.word(), key);
        problems.add(Problem.error(RuleId.UNKNOWN_KEY, entry.key().at(), message));
      }
    }
  }

  private Collection<String> foreign(Provider provider) {
    var keys = new TreeSet<String>();
    providers.forEach(other -> keys.addAll(other.keys().all()));
    keys.removeAll(provider.keys().all());
    return keys;
  }

  private static String lines(List<Node> items) {
    return items.stream()
        .map(item -> item instanceof ScalarNode text ? text.text() : "")
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
