package dev.rolecall.access;

import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import java.util.List;

/**
 * Who holds together what a policy keeps apart, as changes leave it, and who might half-way.
 *
 * @param newly who did not before; sorted
 * @param already who did; sorted
 * @param crossings who goes from one side to the other
 */
public record Together(
    Separation policy, List<Person> newly, List<Person> already, List<Crossing> crossings) {
  public Together {
    newly = newly.stream().sorted().toList();
    already = already.stream().sorted().toList();
    crossings = List.copyOf(crossings);
  }
}
