package dev.rolecall.policy.cel;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.rolecall.policy.RuleException;
import dev.rolecall.policy.RuleException.Fault;
import dev.rolecall.policy.RuleFact;
import dev.rolecall.policy.RuleTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One compiled rule. */
final class CelTest implements RuleTest {
  private static final Pattern PLACE =
      Pattern.compile("^evaluation error(?: at <input>:(\\d+))?: ");

  private static final Pattern NO_OVERLOAD =
      Pattern.compile("No matching overload for function '([^']*)'.*", Pattern.DOTALL);

  private final CelRuntime.Program program;
  private final List<RuleFact> known;

  CelTest(CelRuntime.Program program, List<RuleFact> known) {
    this.program = program;
    this.known = known;
  }

  @Override
  public boolean isTrueOf(Map<RuleFact, Object> facts) throws RuleException {
    var values = HashMap.<String, Object>newHashMap(known.size());
    known.forEach(fact -> values.put(fact.word(), facts.getOrDefault(fact, NullValue.NULL_VALUE)));
    try {
      return Boolean.TRUE.equals(program.eval(values));
    } catch (CelEvaluationException e) {
      throw failed(e);
    }
  }

  /** What a fact is not is null, and the library says only what it would have compared. */
  private static String said(String message) {
    Matcher overload = NO_OVERLOAD.matcher(message);
    return overload.matches()
        ? "%s does not go with what is there. A time that is not set is null: test that first."
            .formatted(Faults.name(overload.group(1)))
        : message;
  }

  /** What the library says, without its own way of saying where. */
  static RuleException failed(Exception e) {
    String message = String.valueOf(e.getMessage());
    Matcher place = PLACE.matcher(message);
    return place.find()
        ? new RuleException(
            List.of(
                new Fault(
                    place.group(1) == null ? 0 : Integer.parseInt(place.group(1)),
                    said(message.substring(place.end())))))
        : new RuleException(List.of(new Fault(0, said(message))));
  }
}
