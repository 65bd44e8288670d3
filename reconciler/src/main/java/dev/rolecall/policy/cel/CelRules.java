package dev.rolecall.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
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
import dev.rolecall.problem.Suggestions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CEL, with what a rule may cost bounded: its length and depth, the steps of its loops, the size of
 * its patterns. There is no {@code map}, so no value grows with the number of loops, and a rule
 * costs no more than its length times its steps.
 */
public final class CelRules implements RuleEngine {
  /** In code points. */
  static final int LONGEST = 4_000;

  private static final int DEEPEST = 32;
  private static final int STEPS = 10_000;
  private static final int LARGEST_PATTERN = 300;

  private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to .*");

  /** Of a fact: what follows is called on it. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)?");

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

  /** What constants are tried with; without facts. */
  private final CelCompiler trial = builder().build();

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
      throw new RuleException(
          checked.getErrors().stream().map(issue -> fault(rule, issue)).toList());
    }
    try {
      CelAbstractSyntaxTree tree = checked.getAst();
      List<RuleFact> facts = RuleFact.of(rule.each());
      List<Fault> faults = new Constants(tree, facts, this::tried).faults();
      if (!faults.isEmpty()) {
        throw new RuleException(faults);
      }
      return new CelTest(runtime.createProgram(tree), facts);
    } catch (CelValidationException | CelEvaluationException e) {
      throw CelTest.failed(e);
    }
  }

  private void tried(String text) throws RuleException {
    try {
      runtime.createProgram(trial.compile(text).getAst()).eval();
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

  private static Fault fault(CustomRule rule, CelIssue issue) {
    String text = rule.text().text();
    int offset = offset(text, issue.getSourceLocation());
    return UNKNOWN.matcher(issue.getMessage()).matches()
        ? unknown(rule, offset, issue.getMessage())
        : new Fault(offset, issue.getMessage());
  }

  /** The library places it at the dot of a name, and names what stands before. */
  private static Fault unknown(CustomRule rule, int offset, String message) {
    String text = rule.text().text();
    int at = text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length())));
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      if (name.start() <= at && at < name.end()) {
        return new Fault(text.codePointCount(0, name.start()), unknown(rule, name.group()));
      }
    }
    return new Fault(offset, message);
  }

  private static String unknown(CustomRule rule, String name) {
    List<String> known = RuleFact.of(rule.each()).stream().map(RuleFact::word).toList();
    boolean elsewhere = Arrays.stream(RuleFact.values()).anyMatch(fact -> fact.word().equals(name));
    return elsewhere
        ? "%s is not known in a rule for: %s.".formatted(name, rule.each().word())
        : "%s is not known. %s"
            .formatted(
                name,
                Suggestions.adviceFor(name, known, "Known are " + String.join(", ", known) + "."));
  }

  private static int offset(String text, CelSourceLocation at) {
    List<String> lines = text.lines().toList();
    int offset = 0;
    for (int line = 0; line < Math.min(at.getLine() - 1, lines.size()); line++) {
      offset += lines.get(line).codePointCount(0, lines.get(line).length()) + 1;
    }
    return offset + Math.max(0, at.getColumn());
  }
}
