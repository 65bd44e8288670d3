package dev.rolecall.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much runs took and gave: budgets count over a day, so that slices of one change do not pass.
 *
 * @param rolesRetired that two or more people held
 * @param assignmentsRemoved by which somebody lost the role
 * @param peopleTrusted who gained something sensitive by ordinary assignments, so that nobody was
 *     asked
 * @param fewer by role how many people fewer hold it; where more do, nothing: a gain of another run
 *     makes up for no loss
 */
public record Tally(
    int rolesRetired,
    int assignmentsRemoved,
    int peopleLosing,
    int peopleGaining,
    int peopleTrusted,
    SortedMap<Slug, Integer> fewer) {
  private static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, new TreeMap<>());

  public Tally {
    fewer = Collections.unmodifiableSortedMap(new TreeMap<>(fewer));
  }

  /** Nothing was done. */
  public static Tally nothing() {
    return NOTHING;
  }

  /** Both together. */
  public Tally and(Tally other) {
    var both = new TreeMap<>(fewer);
    other.fewer.forEach((role, people) -> both.merge(role, people, Integer::sum));
    return new Tally(
        rolesRetired + other.rolesRetired,
        assignmentsRemoved + other.assignmentsRemoved,
        peopleLosing + other.peopleLosing,
        peopleGaining + other.peopleGaining,
        peopleTrusted + other.peopleTrusted,
        both);
  }
}
