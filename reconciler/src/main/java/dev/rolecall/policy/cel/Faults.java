package dev.rolecall.policy.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.rolecall.model.CustomRule;
import dev.rolecall.policy.RuleException.Fault;
import dev.rolecall.policy.RuleFact;
import dev.rolecall.problem.Suggestions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with a rule, in the words of its authors instead of those of a grammar. */
final class Faults {
  private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern MISMATCH =
      Pattern.compile("found no matching overload for '(.*)' applied to '\\((.*?)\\)'.*");
  private static final Pattern UNREADABLE =
      Pattern.compile(
          "(?:mismatched input|extraneous input|no viable alternative at input"
              + "|token recognition error at:|missing .* at) '(.*?)'(?: expecting .*)?",
          Pattern.DOTALL);

  /** Of a fact: what follows is called on it. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)?");

  private static final String GROWS = "map";

  private final CustomRule rule;
  private final String text;

  Faults(CustomRule rule) {
    this.rule = rule;
    text = rule.text().text();
  }

  /**
   * In the order of their places. Behind what cannot be read, and inside of what there is not,
   * everything else is a consequence.
   */
  List<Fault> of(List<CelIssue> issues) {
    List<Fault> faults =
        issues.stream().map(this::fault).sorted(Comparator.comparingInt(Fault::offset)).toList();
    boolean first =
        issues.stream()
            .map(CelIssue::getMessage)
            .anyMatch(said -> UNREADABLE.matcher(said).matches() || grows(said));
    return first ? faults.subList(0, 1) : faults;
  }

  private static boolean grows(String said) {
    Matcher unknown = UNKNOWN.matcher(said);
    return unknown.matches() && unknown.group(1).equals(GROWS);
  }

  private Fault fault(CelIssue issue) {
    int offset = offset(issue.getSourceLocation());
    String said = issue.getMessage();
    Matcher unreadable = UNREADABLE.matcher(said);
    if (unreadable.matches()) {
      return new Fault(offset, unreadable(unreadable.group(1)));
    }
    Matcher mismatch = MISMATCH.matcher(said);
    if (mismatch.matches()) {
      return new Fault(offset, mismatch(mismatch.group(1), mismatch.group(2)));
    }
    Matcher unknown = UNKNOWN.matcher(said);
    return unknown.matches() ? unknown(offset, unknown.group(1)) : new Fault(offset, said);
  }

  private static String unreadable(String token) {
    if (token.startsWith("=")) {
      return "= compares nothing; write ==.";
    }
    return token.startsWith("<EOF>")
        ? "it ends too early."
        : "it cannot be read from here on, where it says %s.".formatted(token.strip());
  }

  /** {@code _==_} of {@code string, int}. */
  private static String mismatch(String function, String types) {
    return "%s does not go with %s."
        .formatted(name(function), types.replace("google.protobuf.", "").replace(", ", " and "));
  }

  /** Where something of a rule that compiles stands, in code points. */
  static int place(CelAbstractSyntaxTree tree, CelExpr expr) {
    return Objects.requireNonNullElse(tree.getSource().getPositionsMap().get(expr.id()), 0);
  }

  /** As it is written, for example {@code ==}. */
  static String name(String function) {
    return Arrays.stream(function.split("[_@]"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** The library places it at the dot of a name, and names what stands before. */
  private Fault unknown(int offset, String reference) {
    if (reference.equals(GROWS)) {
      return new Fault(
          offset,
          "there is no map, so that no value grows. all, exists, exists_one and filter are known.");
    }
    int at = text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length())));
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      if (name.start() <= at && at < name.end()) {
        return new Fault(text.codePointCount(0, name.start()), unknown(name.group()));
      }
    }
    return new Fault(offset, "%s is not known.".formatted(reference));
  }

  private String unknown(String name) {
    List<String> known = RuleFact.of(rule.each()).stream().map(RuleFact::word).toList();
    boolean elsewhere = Arrays.stream(RuleFact.values()).anyMatch(fact -> fact.word().equals(name));
    return elsewhere
        ? "%s is not known in a rule for: %s.".formatted(name, rule.each().word())
        : "%s is not known. %s"
            .formatted(
                name,
                Suggestions.adviceFor(name, known, "Known are " + String.join(", ", known) + "."));
  }

  private int offset(CelSourceLocation at) {
    List<String> lines = text.lines().toList();
    int offset = 0;
    for (int line = 0; line < Math.min(at.getLine() - 1, lines.size()); line++) {
      offset += lines.get(line).codePointCount(0, lines.get(line).length()) + 1;
    }
    return offset + Math.max(0, at.getColumn());
  }
}
