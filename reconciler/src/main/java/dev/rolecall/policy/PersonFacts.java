package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.model.Person;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule for each person is told of people for whom the same changes.
 *
 * @param same what is the same of all of them
 */
record PersonFacts(Map<RuleFact, Object> same, List<Person> people) {

  /** What somebody gains, and what they lose. */
  private record Moved(Access gained, Access lost) {}

  /** Everybody who gains or loses something, once each. */
  static List<PersonFacts> of(Proposal proposal) {
    var gained = new HashMap<Person, Access>();
    var lost = new HashMap<Person, Access>();
    for (Shift shift : proposal.judgedImpact().shifts()) {
      if (!shift.gained().isNothing()) {
        shift.people().forEach(person -> gained.put(person, shift.gained()));
      }
    }
    for (Shift shift : proposal.lossImpact().shifts()) {
      if (!shift.lost().isNothing()) {
        shift.people().forEach(person -> lost.put(person, shift.lost()));
      }
    }
    var together = new LinkedHashMap<Moved, List<Person>>();
    gained.forEach((person, access) ->
        together
            .computeIfAbsent(
                new Moved(access, lost.getOrDefault(person, Access.NONE)), _ -> new ArrayList<>())
            .add(person));
    lost.forEach((person, access) -> {
      if (!gained.containsKey(person)) {
        together
            .computeIfAbsent(new Moved(Access.NONE, access), _ -> new ArrayList<>())
            .add(person);
      }
    });
    Map<RuleFact, Object> always = CustomRuleGuard.always(proposal);
    return together.entrySet().stream()
        .map(entry -> new PersonFacts(facts(always, entry.getKey()), entry.getValue()))
        .toList();
  }

  private static Map<RuleFact, Object> facts(Map<RuleFact, Object> always, Moved moved) {
    var facts = new EnumMap<RuleFact, Object>(always);
    facts.put(RuleFact.PERSON_GAINS, ChangeFacts.texts(moved.gained().capabilities()));
    facts.put(RuleFact.PERSON_GAINS_ROLES, ChangeFacts.texts(moved.gained().roles()));
    facts.put(RuleFact.PERSON_LOSES, ChangeFacts.texts(moved.lost().capabilities()));
    facts.put(RuleFact.PERSON_LOSES_ROLES, ChangeFacts.texts(moved.lost().roles()));
    return facts;
  }

  Map<RuleFact, Object> of(Person person) {
    var facts = new EnumMap<RuleFact, Object>(same);
    facts.put(RuleFact.PERSON_NAME, person.account().key().name());
    facts.put(RuleFact.PERSON_PROGRAM, person.service());
    facts.put(RuleFact.PERSON_ENABLED, person.enabled());
    return facts;
  }
}
