package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.RevocationPolicy;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Wildcard;
import dev.rolecall.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code kind: Policy} that names what is lost at once. */
final class RevocationReader {
  static final String KEY = "revoke-immediately";

  /** What two sides or a rule have, and this has not. */
  private static final List<String> OF_OTHERS =
      List.of("separate", "waivers", "rule", "for", "deny", "approval");

  private final List<Problem> problems;

  RevocationReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** Null where nothing of the list can be read. */
  @Nullable Document read(MapNode map) {
    CustomRuleReader.mixes(map, OF_OTHERS, "that revokes", problems);
    var items = new ArrayList<Sourced<Wildcard>>();
    for (Node item : map.items(KEY)) {
      if (item instanceof ScalarNode scalar
          && scalar.type() == ScalarNode.Type.STRING
          && !scalar.text().isEmpty()) {
        items.add(new Sourced<>(new Wildcard(scalar.text()), scalar.at()));
      }
    }
    if (items.isEmpty()) {
      return null;
    }
    var policy =
        new RevocationPolicy(
            PolicyReader.text(map, "name"),
            PolicyReader.text(map, "description"),
            items.stream().map(Sourced::value).toList(),
            map.at());
    return new Document.OfRevocation(policy, items, DocumentReader.tenants(map), map.at());
  }
}
