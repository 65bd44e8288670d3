package dev.rolecall.access;

import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import java.util.List;

/**
 * Who had a role that is retired, as changes leave the role that takes over.
 *
 * @param moving who has that one, effectively, whether they had it before or not; sorted
 * @param others who have not; sorted
 */
public record Succession(Slug role, Slug successor, List<Person> moving, List<Person> others) {
  public Succession {
    moving = moving.stream().sorted().toList();
    others = others.stream().sorted().toList();
  }
}
