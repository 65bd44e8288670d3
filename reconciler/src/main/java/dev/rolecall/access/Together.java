package dev.rolecall.access;

import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import java.util.List;

/**
 * Who holds together what a policy keeps apart, as changes leave it.
 *
 * @param newly who did not before; sorted
 * @param already who did; sorted
 */
public record Together(Separation policy, List<Person> newly, List<Person> already) {
  public Together {
    newly = newly.stream().sorted().toList();
    already = already.stream().sorted().toList();
  }
}
