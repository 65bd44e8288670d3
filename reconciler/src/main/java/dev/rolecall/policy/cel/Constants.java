package dev.rolecall.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.rolecall.policy.RuleException;
import dev.rolecall.policy.RuleException.Fault;
import dev.rolecall.policy.RuleFact;
import dev.rolecall.problem.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds constants of a rule that compile and cannot work: a pattern that is none would refuse
 * whatever the rule is asked of, and a kind of change that there is not would refuse nothing.
 */
final class Constants {
  private static final Set<String> CONVERSIONS =
      Set.of("timestamp", "duration", "int", "uint", "double", "bool");

  private static final Set<String> OF_ZONES =
      Set.of(
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds");

  private static final String A_ZONE = " A zone is Europe/Zurich or +01:00.";

  private static final Map<String, String> HINTS =
      Map.of(
          "timestamp", " An instant is 2026-12-31T00:00:00Z.",
          "duration", " A duration is of hours, minutes and seconds: 720h or 1h30m.");

  private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_");

  private final CelAbstractSyntaxTree tree;
  private final Trial trial;
  private final Map<String, RuleFact> facts;

  /** Evaluates an expression without any fact. */
  interface Trial {
    /** Fails as the library fails. */
    void of(String text) throws RuleException;
  }

  Constants(CelAbstractSyntaxTree tree, List<RuleFact> facts, Trial trial) {
    this.tree = tree;
    this.trial = trial;
    this.facts = facts.stream().collect(Collectors.toMap(RuleFact::word, Function.identity()));
  }

  /** In the order of their places. */
  List<Fault> faults() {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(expr -> expr.getKind() == Kind.CALL)
        .flatMap(expr -> faults(expr.call()))
        .sorted(Comparator.comparingInt(Fault::offset))
        .toList();
  }

  private Stream<Fault> faults(CelExpr.CelCall call) {
    String function = call.function();
    if (call.args().size() == 1) {
      CelExpr only = call.args().getFirst();
      if (CONVERSIONS.contains(function)) {
        return tried(
            only, function + "(%s) == " + function + "(%1$s)", HINTS.getOrDefault(function, ""))
            .stream();
      }
      if (OF_ZONES.contains(function)) {
        return tried(only, "timestamp(0)." + function + "(%s) >= 0", A_ZONE).stream();
      }
    }
    if (function.equals("matches")) {
      return tried(call.args().getLast(), "''.matches(%s)", "").stream();
    }
    return call.args().size() == 2 ? compared(call) : Stream.empty();
  }

  private Optional<Fault> tried(CelExpr argument, String pattern, String hint) {
    @Nullable String text = text(argument);
    if (text == null) {
      return Optional.empty();
    }
    try {
      trial.of(pattern.formatted(quoted(text)));
      return Optional.empty();
    } catch (RuleException e) {
      return Optional.of(
          new Fault(
              Faults.place(tree, argument),
              "'%s' cannot work: %s.%s".formatted(text, e.faults().getFirst().message(), hint)));
    }
  }

  /** Letters, digits and spaces as they are, the rest by number. */
  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(c ->
            c == ' ' || (c < 0x80 && Character.isLetterOrDigit(c))
                ? Character.toString(c)
                : "\\U%08x".formatted(c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private Stream<Fault> compared(CelExpr.CelCall call) {
    CelExpr left = call.args().getFirst();
    CelExpr right = call.args().getLast();
    if (COMPARISONS.contains(call.function())) {
      return Stream.concat(never(left, List.of(right)), never(right, List.of(left)));
    }
    return call.function().equals("@in") && right.getKind() == Kind.LIST
        ? never(left, right.list().elements())
        : Stream.empty();
  }

  private Stream<Fault> never(CelExpr of, List<CelExpr> compared) {
    @Nullable RuleFact fact =
        tree.getReference(of.id()).map(reference -> facts.get(reference.name())).orElse(null);
    if (fact == null || fact.words().isEmpty()) {
      return Stream.empty();
    }
    var faults = new ArrayList<Fault>();
    for (CelExpr one : compared) {
      @Nullable String text = text(one);
      if (text != null && !text.isEmpty() && !fact.words().contains(text)) {
        String known = "It is one of " + String.join(", ", fact.words()) + ".";
        faults.add(
            new Fault(
                Faults.place(tree, one),
                "%s is never '%s'. %s"
                    .formatted(
                        fact.word(), text, Suggestions.adviceFor(text, fact.words(), known))));
      }
    }
    return faults.stream();
  }

  private static @Nullable String text(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }
}
