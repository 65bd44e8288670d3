package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.CustomRule;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code kind: Policy} with a rule. What the rule itself says is not looked at. */
final class CustomRuleReader {
  private static final String DENY = "deny";
  private static final String APPROVAL = "approval";

  /** What only a policy with a rule has. */
  static final List<String> KEYS = List.of("for", DENY, APPROVAL);

  /** What two sides have, and a rule has not. */
  private static final List<String> OF_SIDES = List.of("separate", "waivers");

  private final List<Problem> problems;

  CustomRuleReader(List<Problem> problems) {
    this.problems = problems;
  }

  @Nullable Document read(MapNode map) {
    boolean mixed = mixes(map, OF_SIDES, "with a rule", problems);
    boolean verdict = hasOneVerdict(map);
    Optional<CustomRule.Each> each = each(map.text("for"));
    if (mixed
        || !verdict
        || each.isEmpty()
        || !(map.get("rule") instanceof ScalarNode written)
        || written.type() == ScalarNode.Type.NULL) {
      return null;
    }
    boolean approvable = map.get(APPROVAL) != null;
    var rule =
        new CustomRule(
            PolicyReader.text(map, "name"),
            PolicyReader.text(map, "description"),
            each.get(),
            expression(written),
            approvable,
            PolicyReader.text(map, approvable ? APPROVAL : DENY),
            map.at());
    return new Document.OfRule(rule, DocumentReader.tenants(map), map.at());
  }

  /** Whether a policy has keys of the other form; each is an error. */
  static boolean mixes(MapNode map, List<String> keys, String what, List<Problem> problems) {
    boolean found = false;
    for (String key : keys) {
      Node other = map.get(key);
      if (other != null) {
        String message = "A policy %s has no %s.".formatted(what, key);
        problems.add(
            Problem.error(RuleId.BAD_VALUE, other.at(), message)
                .advising("Make two policies of it."));
        found = true;
      }
    }
    return found;
  }

  private boolean hasOneVerdict(MapNode map) {
    boolean denies = map.get(DENY) != null;
    boolean asks = map.get(APPROVAL) != null;
    if (denies != asks) {
      return true;
    }
    String message =
        denies
            ? "The policy says both deny and approval."
            : "The policy says neither deny nor approval.";
    problems.add(
        Problem.error(RuleId.BAD_VALUE, map.at(), message)
            .advising(
                "Write the message that people read under deny, where nothing lifts it, or under"
                    + " approval, where an approval does."));
    return false;
  }

  private static Optional<CustomRule.Each> each(@Nullable String word) {
    return Arrays.stream(CustomRule.Each.values())
        .filter(each -> each.word().equals(word))
        .findFirst();
  }

  /** Plain, and in quotes without an escape, one line of the file has the text as it is. */
  private static CustomRule.Expression expression(ScalarNode written) {
    String text = written.text();
    int length = text.codePointCount(0, text.length());
    SourceRef at = written.at();
    int around = written.end() - written.start() - length;
    if (!written.oneLine() || (around != 0 && around != 2)) {
      return new CustomRule.Expression(text, at, false);
    }
    SourceRef first = new SourceRef(at.file(), at.line(), at.column() + around / 2);
    return new CustomRule.Expression(text, first, true);
  }
}
