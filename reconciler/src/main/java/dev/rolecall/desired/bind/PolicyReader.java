package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A {@code kind: Policy}, with a rule or with two sides. A waiver that lacks a part, or has one
 * that cannot be read, is left out as a whole; the policy stays as long as something of both sides
 * can be read, because without it more would be allowed.
 */
final class PolicyReader {
  private static final String FOLDER = "policies/";
  private static final int LONGEST_NAME = 63;

  private final List<Problem> problems;

  PolicyReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** Whether a policy can have this name. */
  static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && TenantFeatures.SLUG.matcher(text).matches();
  }

  @Nullable Document read(MapNode map) {
    place(map.at());
    if (map.get(RevocationReader.KEY) != null) {
      return new RevocationReader(problems).read(map);
    }
    if (map.get("rule") != null) {
      return new CustomRuleReader(problems).read(map);
    }
    if (map.get("separate") != null) {
      CustomRuleReader.mixes(map, CustomRuleReader.KEYS, "that separates", problems);
    }
    List<List<Sourced<Holdable>>> sides = map.items("separate").stream().map(this::side).toList();
    var waivers = new ArrayList<Separation.Waiver>();
    var ends = new ArrayList<Sourced<Instant>>();
    for (Node item : map.items("waivers")) {
      Separation.Waiver waiver = item instanceof MapNode one ? waiver(one) : null;
      if (waiver != null) {
        waivers.add(waiver);
        ends.add(new Sourced<>(waiver.expires(), DocumentReader.place((MapNode) item, "expires")));
      }
    }
    if (sides.size() != 2 || sides.stream().anyMatch(List::isEmpty)) {
      return null;
    }
    var policy =
        new Separation(
            text(map, "name"),
            text(map, "description"),
            side(sides.getFirst()),
            side(sides.getLast()),
            waivers,
            map.at());
    return new Document.OfPolicy(
        policy, sides.getFirst(), sides.getLast(), ends, DocumentReader.tenants(map), map.at());
  }

  private void place(SourceRef at) {
    if (!at.file().startsWith(FOLDER)) {
      String message = "A Policy stands in a file under " + FOLDER + ", and nowhere else.";
      problems.add(Problem.error(RuleId.MISPLACED_DOCUMENT, at, message));
    }
  }

  static String text(MapNode map, String key) {
    return Objects.requireNonNullElse(map.text(key), "");
  }

  private static Separation.Side side(List<Sourced<Holdable>> items) {
    var all = new TreeSet<Holdable>();
    items.forEach(item -> all.add(item.value()));
    return new Separation.Side(all);
  }

  private List<Sourced<Holdable>> side(Node node) {
    var items = new ArrayList<Sourced<Holdable>>();
    if (node instanceof MapNode map) {
      CapabilityReader.all(map, problems)
          .forEach((id, at) -> items.add(new Sourced<>(new Holdable.OfCapability(id), at)));
      for (Node item : map.items("roles")) {
        if (item instanceof ScalarNode scalar
            && scalar.type() != ScalarNode.Type.NULL
            && !scalar.text().isEmpty()) {
          var role = new Holdable.OfRole(new Slug(scalar.text()));
          items.add(new Sourced<>(role, scalar.at()));
        }
      }
    }
    return items;
  }

  private Separation.@Nullable Waiver waiver(MapNode map) {
    Instant expires = EntryReader.moment(map, "expires", DateTimes::end, problems);
    String owner = text(map, "owner");
    String reason = text(map, "reason");
    var subjects = new TreeSet<SubjectName>();
    for (SubjectKind kind : SubjectKind.values()) {
      Node written = map.get(kind.plural());
      if (written != null && !add(written, kind, subjects)) {
        return null;
      }
    }
    return expires == null || owner.isEmpty() || reason.isEmpty() || subjects.isEmpty()
        ? null
        : new Separation.Waiver(subjects, owner, reason, expires, map.at());
  }

  /** Whether every name of the list can be read. */
  private static boolean add(Node written, SubjectKind kind, Set<SubjectName> subjects) {
    if (!(written instanceof ListNode list)) {
      return false;
    }
    for (Node item : list.items()) {
      if (!(item instanceof ScalarNode scalar)
          || scalar.type() != ScalarNode.Type.STRING
          || scalar.text().isEmpty()) {
        return false;
      }
      subjects.add(new SubjectName(kind, scalar.text()));
    }
    return true;
  }
}
