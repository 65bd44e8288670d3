package dev.rolecall.access;

import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Side;
import java.util.List;

/**
 * People whom changes take from one side of a policy altogether and bring to the other. Neither
 * before nor after do they hold both; half-way they might.
 *
 * @param people sorted
 */
public record Crossing(Separation policy, Side from, Side to, List<Person> people) {
  public Crossing {
    people = people.stream().sorted().toList();
  }
}
