package dev.rolecall.access;

import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * The same without those who go over only until a day and had the role for good.
   *
   * @param forGood what becomes of those who had a role for good, for good
   */
  public Succession lasting(Collection<Succession> forGood) {
    Set<Person> staying =
        forGood.stream()
            .filter(one -> one.role.equals(role))
            .flatMap(one -> one.others.stream())
            .collect(Collectors.toSet());
    List<Person> left = new ArrayList<>(others);
    moving.stream().filter(staying::contains).forEach(left::add);
    return new Succession(
        role, successor, moving.stream().filter(one -> !staying.contains(one)).toList(), left);
  }
}
