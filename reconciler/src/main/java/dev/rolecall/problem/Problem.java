package dev.rolecall.problem;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong or worth saying, as a value. Never an exception, never formatted here:
 * reports render it, and text in it may come from a file or a tenant, so it is not trusted.
 *
 * @param message what is wrong, one or two plain sentences, ending with a full stop; of a changed
 *     setting, the key with its old and new value, ending with that
 * @param at where it was written; null when it has no place in the repository
 * @param advice what to do next; null when the rule's own remedy says it all
 */
public record Problem(
    Severity severity,
    RuleId rule,
    String message,
    @Nullable SourceRef at,
    @Nullable String advice) {

  /** Errors, warnings and notes together, in the order of their places; those without one last. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::at, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Problem::severity)
          .thenComparing(Problem::rule)
          .thenComparing(Problem::message);

  public static Problem error(RuleId rule, @Nullable SourceRef at, String message) {
    return new Problem(Severity.ERROR, rule, message, at, null);
  }

  public static Problem warning(RuleId rule, @Nullable SourceRef at, String message) {
    return new Problem(Severity.WARNING, rule, message, at, null);
  }

  public static Problem note(RuleId rule, @Nullable SourceRef at, String message) {
    return new Problem(Severity.NOTE, rule, message, at, null);
  }

  /** The same problem with its own advice, for example a near name. */
  public Problem advising(String text) {
    return new Problem(severity, rule, message, at, text);
  }

  /** The advice of this problem, or else the remedy of its rule. */
  public String remedy() {
    return advice != null ? advice : rule.remedy();
  }

  /** The same, where a warning is an error. */
  public Problem strict() {
    return severity == Severity.WARNING
        ? new Problem(Severity.ERROR, rule, message, at, advice)
        : this;
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  public static boolean anyError(List<Problem> problems) {
    return problems.stream().anyMatch(Problem::isError);
  }
}
