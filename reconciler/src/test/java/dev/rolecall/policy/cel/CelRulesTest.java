package dev.rolecall.policy.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.CustomRule;
import dev.rolecall.model.CustomRule.Each;
import dev.rolecall.model.CustomRule.Expression;
import dev.rolecall.policy.RuleException;
import dev.rolecall.policy.RuleFact;
import dev.rolecall.policy.RuleTest;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expression may say, and what it may cost. */
final class CelRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private static RuleTest compiled(Each each, String text) throws RuleException {
    var at = new SourceRef("policies/a.yaml", 5, 7);
    return new CelRules()
        .compile(
            new CustomRule("a", "A rule.", each, new Expression(text, at, true), false, "No.", at));
  }

  private static RuleException.Fault fault(Each each, String text) {
    return assertThrows(RuleException.class, () -> compiled(each, text)).faults().getFirst();
  }

  /** Something of every type that is asked for. */
  private static Map<RuleFact, Object> facts(Each each, int many) {
    var facts = new EnumMap<RuleFact, Object>(RuleFact.class);
    for (RuleFact fact : RuleFact.of(each)) {
      facts.put(
          fact,
          switch (fact.type()) {
            case TEXT -> "text";
            case NUMBER -> 3L;
            case TRUTH -> true;
            case TIME -> NOW;
            case TEXTS -> IntStream.range(0, many).mapToObj(i -> "area:action-" + i).toList();
          });
    }
    return facts;
  }

  private static boolean isTrue(Each each, String text) throws RuleException {
    return compiled(each, text).isTrueOf(facts(each, 2));
  }

  @ParameterizedTest
  @EnumSource(Each.class)
  void everyFactIsOfItsType(Each each) throws RuleException {
    for (RuleFact fact : RuleFact.of(each)) {
      String text =
          switch (fact.type()) {
            case TEXT -> "%s + '' == 'text'";
            case NUMBER -> "%s + 1 == 4";
            case TRUTH -> "%s";
            case TIME -> "%s.getDayOfWeek() == 6 && %1$s != null";
            case TEXTS -> "size(%s) == 2 && 'area:action-1' in %1$s";
          };
      assertTrue(isTrue(each, text.formatted(fact.word())), fact.word());
    }
  }

  @Test
  void whatIsMissingIsNull() throws RuleException {
    RuleTest never = compiled(Each.CHANGE, "change.expires == null");
    Map<RuleFact, Object> facts = facts(Each.CHANGE, 0);
    assertFalse(never.isTrueOf(facts));
    facts.remove(RuleFact.CHANGE_EXPIRES);
    assertTrue(never.isTrueOf(facts));
    RuleTest late = compiled(Each.CHANGE, "change.expires > now");
    assertThrows(RuleException.class, () -> late.isTrueOf(facts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "change.kind == 'role-created' && chnage.role == ''",
        "change.kind == 'role-created' && change.rloe == ''",
        "change.kind == 'role-created' && person.name == ''",
        "change.kind == 'role-created' && plan.changes > 1",
      })
  void aNameThatIsNotKnownIsAFaultAtItsPlace(String text) {
    int from = text.indexOf("&& ") + 3;
    RuleException.Fault fault = fault(Each.CHANGE, text);
    assertEquals(from, fault.offset());
    String name = text.substring(from, text.indexOf(' ', from));
    assertTrue(fault.message().startsWith(name + " is not known"), fault.message());
  }

  @Test
  void aPlaceIsCountedInCharactersThatPeopleSee() {
    String text = "change.role == '\uD83D\uDE00\uD83D\uDE00'\n  && x";
    assertEquals(text.codePointCount(0, text.indexOf("x")), fault(Each.CHANGE, text).offset());
  }

  /** In the words of whoever writes it, and once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "change.role = 'x'|= compares nothing; write ==.",
        "change.role ==|it ends too early.",
        "change.role == 'x' change|it cannot be read from here on, where it says change.",
        "change.role == 1|== does not go with string and int.",
        "change.expires > '2026-01-01'|> does not go with Timestamp and string.",
        "unknown(change.role)|unknown is not known.",
        "change.capabilities.map(c, c + c).size() > 1|there is no map, so that no value grows.",
      })
  void whatIsWrongIsSaidInWords(String text, String said) {
    List<RuleException.Fault> faults =
        assertThrows(RuleException.class, () -> compiled(Each.CHANGE, text)).faults();
    assertEquals(1, faults.size(), faults.toString());
    assertTrue(faults.getFirst().message().startsWith(said), faults.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a text'",
        "change.role",
        "change.role = 'x'",
        "change.role == 1",
        "change.capabilities.map(c, c + c).size() > 1",
        "",
        "true &&",
        "unknown(change.role)",
      })
  void whatIsNoRuleDoesNotCompile(String text) {
    assertFalse(fault(Each.CHANGE, text).message().isBlank());
  }

  /** A line that YAML folds into the comment above it would be no part of the rule any more. */
  @Test
  void aCommentIsRefusedAtItsPlace() throws RuleException {
    String text = "change.role == '\\'//' // why || true";
    assertEquals(text.lastIndexOf("//"), fault(Each.CHANGE, text).offset());
    assertEquals(0, fault(Each.CHANGE, "// why\ntrue").offset());
    assertFalse(isTrue(Each.CHANGE, "change.role == 'https://x' || change.role == r'\\//'"));
    assertFalse(
        isTrue(Each.CHANGE, "change.role == \"\"\"a\"b // c\"\"\" || change.role == '''//'''"));
  }

  @Test
  void whatIsTooLongOrTooDeepDoesNotCompile() {
    fault(Each.PLAN, "true" + " || true".repeat(CelRules.LONGEST / 8));
    fault(Each.PLAN, "(".repeat(200) + "true" + ")".repeat(200));
    fault(Each.PLAN, "[".repeat(200) + "]".repeat(200) + " == []");
  }

  /** As deep as the length allows, whatever the parser counts as depth. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1%s > 0:+1:1990",
        "1%s > 0:-(-1):60",
        "true%s: && true:490",
        "true%s: ? true : false:250",
        "change.roles%s == []:.filter(r, true):20",
        "%s true:!:3900",
        "-%s 1 < 0:-:3900",
        "[[0]]%s == 0:[0]:1300",
      })
  void whatCompilesCanBeTold(String pattern) {
    String[] parts = pattern.split(":(?=[^:]*:[0-9]+$)|:(?=[0-9]+$)", -1);
    String text = parts[0].formatted(parts[1].repeat(Integer.parseInt(parts[2])));
    try {
      isTrue(Each.CHANGE, text);
    } catch (RuleException e) {
      assertFalse(e.faults().getFirst().message().isBlank());
    }
  }

  /** Of forty thousand turns. */
  @Test
  void loopsEnd() throws RuleException {
    String text = "change.capabilities.all(a, change.capabilities.all(b, a.size() + b.size() > 0))";
    RuleTest rule = compiled(Each.CHANGE, text);
    assertTrue(rule.isTrueOf(facts(Each.CHANGE, 10)));
    Map<RuleFact, Object> many = facts(Each.CHANGE, 200);
    RuleException e = assertThrows(RuleException.class, () -> rule.isTrueOf(many));
    assertTrue(e.faults().getFirst().message().contains("budget"), e.getMessage());
    assertTrue(rule.isTrueOf(facts(Each.CHANGE, 10)), "each item has a budget of its own");
  }

  /** Of a hundred characters a loop, a gigabyte after nine. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[change.role].exists(a, [a + a + a].exists(b, [b + b + b].exists(c, c.size() > 5)))",
        "change.roles.exists(a, [a] + [a] == change.roles)",
        "[change.roles] == [['a']]",
        "[[1]].exists(a, [a, a].exists(b, [b, b] == [[1]]))",
        "{'a': 1}['a'] == 1",
        "[dyn(change.role)].exists(a, a == 'x')",
      })
  void nothingGrows(String text) {
    assertFalse(fault(Each.CHANGE, text).message().isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "change.roles.filter(a, a.startsWith('x')).size() > 1",
        "'x' + change.role in change.roles + ['y'] || change.roles.exists(a, a.size() + 1 > 90)",
        "change.roles.exists(a, change.roles.filter(b, b != a).size() == 9)",
      })
  void whatDoesNotGrowCompiles(String text) throws RuleException {
    assertFalse(isTrue(Each.CHANGE, text));
  }

  @Test
  void patternsAreBounded() throws RuleException {
    assertTrue(isTrue(Each.CHANGE, "change.subject.matches('^t.xt$')"));
    RuleTest large = compiled(Each.CHANGE, "change.subject.matches('(a{1,100}){1,10}' + 'b')");
    assertThrows(RuleException.class, () -> large.isTrueOf(facts(Each.CHANGE, 1)));
  }

  /** They compile in CEL, and would refuse everything, or nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "change.subject.matches('(')|'('|missing closing",
        "matches(change.subject, r'a**')|r'a**'|repetition",
        "change.subject.matches('(a{1,100}){1,10}b')|'(a{1|program size",
        "change.expires < timestamp('2026-13-01T00:00:00Z')|'2026|2026-13-01",
        "change.expires < now + duration('1y')|'1y'|1y",
        "now.getHours('Europe/Zurch') > 6|'Europe|Europe/Zurch",
        "int('x') == 1|'x'|x",
        "change.kind == 'assignment-add'|'assignment-add'|Did you mean assignment-added?",
        "'retired' != change.cause|'retired'|pending, drift, started, expired, takes-over",
        "change.subject_kind in ['user', 'program']|'program'|It is one of",
        "change.roles.exists(r, r == 'x' && change.kind == 'gone')|'gone'|is never 'gone'",
      })
  void aConstantThatCannotWorkIsAFaultAtItsPlace(String text, String at, String said) {
    RuleException.Fault fault = fault(Each.CHANGE, text);
    assertEquals(text.indexOf(at), fault.offset(), fault.message());
    assertTrue(fault.message().contains(said), fault.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "change.subject.matches('^[a-z\u00e9]+@x[.]org$')",
        "change.expires < timestamp('2026-12-01T00:00:00Z')",
        "change.expires > now + duration('720h')",
        "now.getHours('Europe/Zurich') > 6 || now.getHours('+01:00') > 6",
        "change.kind in ['assignment-added', 'role-retired'] && change.cause != 'expired'",
        "change.subject_kind == ''",
        "change.role == 'whatever'",
      })
  void constantsThatWorkCompile(String text) throws RuleException {
    isTrue(Each.CHANGE, text);
  }

  @Test
  void whatCannotBeToldSaysWhere() throws RuleException {
    RuleTest rule = compiled(Each.PLAN, "plan.roles_created > 0 && [1][plan.changes] == 1");
    RuleException e = assertThrows(RuleException.class, () -> rule.isTrueOf(facts(Each.PLAN, 1)));
    RuleException.Fault fault = e.faults().getFirst();
    assertEquals("plan.roles_created > 0 && [1]".length(), fault.offset(), fault.message());
    assertFalse(fault.message().contains("<input>"), fault.message());
    assertTrue(List.of(fault).equals(e.faults()));
  }
}
