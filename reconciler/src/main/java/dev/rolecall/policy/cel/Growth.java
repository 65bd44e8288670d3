package dev.rolecall.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.rolecall.policy.RuleException.Fault;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what would let a value grow from loop to loop, so that a short rule takes all memory, or
 * all time: values are texts, numbers, truths, times, and flat lists of them.
 */
final class Growth {
  private static final Set<CelKind> NESTED =
      Set.of(CelKind.LIST, CelKind.MAP, CelKind.STRUCT, CelKind.DYN, CelKind.ANY);

  private static final Set<CelKind> JOINED = Set.of(CelKind.STRING, CelKind.LIST, CelKind.BYTES);

  private final CelAbstractSyntaxTree tree;

  Growth(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  /** In the order of their places. */
  List<Fault> faults() {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .flatMap(node ->
            why(node).map(said -> new Fault(Faults.place(tree, node.expr()), said)).stream())
        .sorted(Comparator.comparingInt(Fault::offset))
        .toList();
  }

  private Optional<String> why(CelNavigableExpr node) {
    CelExpr expr = node.expr();
    return switch (expr.getKind()) {
      case LIST ->
          expr.list().elements().stream().anyMatch(one -> NESTED.contains(kind(one)))
              ? Optional.of("a list holds texts, numbers, truths and times, and no lists.")
              : Optional.empty();
      case MAP, STRUCT -> Optional.of("there are no maps and no objects.");
      case CALL ->
          expr.call().function().equals("_+_") && JOINED.contains(kind(expr)) && isInLoop(node)
              ? Optional.of("in a loop nothing is joined with +.")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What a loop itself is made of, its result so far and the next item, is no part of the rule. */
  private static boolean isInLoop(CelNavigableExpr node) {
    List<CelExpr> joined = node.expr().call().args();
    for (Optional<CelNavigableExpr> up = node.parent(); up.isPresent(); up = up.get().parent()) {
      CelExpr above = up.get().expr();
      if (above.getKind() == Kind.COMPREHENSION) {
        CelExpr first = joined.getFirst();
        boolean own =
            first.getKind() == Kind.IDENT
                && first.ident().name().equals(above.comprehension().accuVar());
        return !own;
      }
    }
    return false;
  }

  private CelKind kind(CelExpr expr) {
    return tree.getType(expr.id()).map(type -> type.kind()).orElse(CelKind.DYN);
  }
}
