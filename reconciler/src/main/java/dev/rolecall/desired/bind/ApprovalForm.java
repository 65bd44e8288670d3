package dev.rolecall.desired.bind;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.Approval;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an approval of one guard says.
 *
 * @param named what it names, in words
 * @param choices of the keys that say what an approval is about and how much it allows, it has
 *     exactly those of one of these sets
 */
record ApprovalForm(RuleId rule, String named, List<Set<String>> choices) {
  /** One for each guard that can be lifted. */
  static final List<ApprovalForm> ALL =
      List.of(
          new ApprovalForm(
              RuleId.REMOVAL_BUDGET,
              "one of people-affected, roles-retired or assignments-removed, or a role with"
                  + " people-affected; but for roles-retired, users and groups may narrow it",
              ofSome(
                  List.of(Set.of("roles-retired")),
                  Set.of("people-affected"),
                  Set.of("assignments-removed"),
                  Set.of("role", "people-affected"))),
          new ApprovalForm(
              RuleId.GRANT_BUDGET,
              "people-affected, and no role; users and groups may narrow it",
              ofSome(List.of(), Set.of("people-affected"))),
          new ApprovalForm(
              RuleId.REVOCATION_BUDGET,
              "people-affected, and no role; users and groups may narrow it",
              ofSome(List.of(), Set.of("people-affected"))),
          new ApprovalForm(
              RuleId.MINIMUM_HOLDERS,
              "a role or a capability, with holders-left; users and groups may narrow it",
              ofSome(
                  List.of(), Set.of("role", "holders-left"), Set.of("capability", "holders-left"))),
          new ApprovalForm(
              RuleId.SENSITIVE,
              "a role with people-affected, and the users and groups whom it is for",
              ofSome(List.of(), Set.of("role", "people-affected"))),
          new ApprovalForm(
              RuleId.SEPARATION_OF_DUTIES,
              "a policy with people-affected; users and groups may narrow it",
              ofSome(List.of(), Set.of("policy", "people-affected"))),
          new ApprovalForm(
              RuleId.NET_WIDENING,
              "people-affected, and no role; users and groups may narrow it",
              ofSome(List.of(), Set.of("people-affected"))),
          new ApprovalForm(
              RuleId.CUSTOM_RULE,
              "a policy; with people-affected where its rule is for each person, which users and"
                  + " groups may narrow, with"
                  + " changes-affected where it is for each change",
              ofSome(
                  List.of(Set.of("policy"), Set.of("policy", "changes-affected")),
                  Set.of("policy", "people-affected"))),
          new ApprovalForm(
              RuleId.UNDO_UNCONFIRMED,
              "changes-affected, and nothing else",
              List.of(Set.of("changes-affected"))),
          new ApprovalForm(RuleId.SLUG_LOOKALIKE, "a role, and no number", List.of(Set.of("role"))),
          new ApprovalForm(RuleId.ROLE_RETURNS, "a role, and no number", List.of(Set.of("role"))));

  /** All keys that some form has or could have. */
  private static final Set<String> KEYS =
      Stream.concat(
              Stream.of("role", "capability", "policy", "users", "groups"),
              Arrays.stream(Approval.Measure.values()).map(Approval.Measure::word))
          .collect(toCollection(TreeSet::new));

  /**
   * Forms as they are, and forms that may say whom they are for.
   *
   * @param whole those that may not
   */
  @SafeVarargs
  private static List<Set<String>> ofSome(List<Set<String>> whole, Set<String>... narrowed) {
    var all = new ArrayList<>(whole);
    for (Set<String> form : narrowed) {
      for (Set<String> subjects :
          List.<Set<String>>of(
              Set.of(), Set.of("users"), Set.of("groups"), Set.of("users", "groups"))) {
        all.add(Stream.concat(form.stream(), subjects.stream()).collect(toUnmodifiableSet()));
      }
    }
    return all;
  }

  /** By the id of the guard. */
  static Optional<ApprovalForm> of(String word) {
    return ALL.stream().filter(form -> form.rule.id().equals(word)).findFirst();
  }

  /** A sentence for who has written something else. */
  String wants() {
    return "An approval of " + rule.id() + " names " + named + ".";
  }

  boolean isOf(MapNode document) {
    return choices.contains(said(document));
  }

  /** The first key in the document that this guard has no use for; empty: one is missing. */
  Optional<ScalarNode> stray(MapNode document) {
    return document.entries().stream()
        .map(MapNode.Entry::key)
        .filter(key -> KEYS.contains(key.text()))
        .filter(key -> choices.stream().noneMatch(choice -> choice.contains(key.text())))
        .findFirst();
  }

  /** Which of these keys the document has. */
  static Set<String> said(MapNode document) {
    return document.entries().stream()
        .map(entry -> entry.key().text())
        .filter(KEYS::contains)
        .collect(toCollection(TreeSet::new));
  }
}
