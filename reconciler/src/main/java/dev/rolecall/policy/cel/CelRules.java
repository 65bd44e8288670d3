package dev.rolecall.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.rolecall.model.CustomRule;
import dev.rolecall.policy.RuleEngine;
import dev.rolecall.policy.RuleException;
import dev.rolecall.policy.RuleException.Fault;
import dev.rolecall.policy.RuleFact;
import dev.rolecall.policy.RuleTest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CEL, with what a rule may cost bounded: its length and depth, the steps of its loops, the size of
 * its patterns. There is no {@code map}, and {@link Growth} is refused, so no value grows with the
 * number of loops, and a rule costs no more than its length times its steps.
 */
public final class CelRules implements RuleEngine {
  /** In code points. */
  public static final int LONGEST = 4_000;

  private static final int DEEPEST = 32;
  private static final int STEPS = 10_000;
  private static final int LARGEST_PATTERN = 300;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .comprehensionMaxIterations(STEPS)
          .maxRegexProgramSize(LARGEST_PATTERN)
          .build();

  private final Map<CustomRule.Each, CelCompiler> compilers = new EnumMap<>(CustomRule.Each.class);
  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  /** What constants are tried with; without facts, and made for the first of them. */
  private @Nullable CelCompiler trial;

  @Override
  public RuleTest compile(CustomRule rule) throws RuleException {
    String text = rule.text().text();
    int comment = Comments.first(text);
    if (comment >= 0) {
      throw new RuleException(
          List.of(
              new Fault(
                  text.codePointCount(0, comment),
                  "it has a comment, which may hide what stands below it: YAML folds lines. Say it"
                      + " in the description, or in a comment of YAML.")));
    }
    CelValidationResult checked =
        compilers.computeIfAbsent(rule.each(), CelRules::compiler).compile(text);
    if (checked.hasError()) {
      throw new RuleException(new Faults(rule).of(checked.getErrors()));
    }
    try {
      CelAbstractSyntaxTree tree = checked.getAst();
      List<RuleFact> facts = RuleFact.of(rule.each());
      List<Fault> growing = new Growth(tree).faults();
      List<Fault> faults =
          growing.isEmpty() ? new Constants(tree, facts, this::tried).faults() : growing;
      if (!faults.isEmpty()) {
        throw new RuleException(faults);
      }
      return new CelTest(runtime.createProgram(tree), facts);
    } catch (CelValidationException | CelEvaluationException e) {
      throw CelTest.failed(e);
    }
  }

  private void tried(String text) throws RuleException {
    CelCompiler compiler = trial == null ? builder().build() : trial;
    trial = compiler;
    try {
      runtime.createProgram(compiler.compile(text).getAst()).eval();
    } catch (CelValidationException | CelEvaluationException e) {
      throw CelTest.failed(e);
    }
  }

  private static CelCompilerBuilder builder() {
    return CelCompilerFactory.standardCelCompilerBuilder().setResultType(SimpleType.BOOL);
  }

  private static CelCompiler compiler(CustomRule.Each each) {
    CelCompilerBuilder builder =
        builder()
            .setOptions(OPTIONS)
            .setStandardMacros(
                CelStandardMacro.HAS,
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE,
                CelStandardMacro.FILTER);
    RuleFact.of(each).forEach(fact -> builder.addVar(fact.word(), type(fact)));
    return builder.build();
  }

  private static CelType type(RuleFact fact) {
    return switch (fact.type()) {
      case TEXT -> SimpleType.STRING;
      case NUMBER -> SimpleType.INT;
      case TRUTH -> SimpleType.BOOL;
      case TIME -> SimpleType.TIMESTAMP;
      case TEXTS -> ListType.create(SimpleType.STRING);
    };
  }
}
