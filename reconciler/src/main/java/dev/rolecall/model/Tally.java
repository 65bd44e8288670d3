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
 * @param peopleLoggedOut whose sessions are ended for what they lose
 * @param fewer by role how many people fewer hold it; where more do, nothing: a gain of another run
 *     makes up for no loss
 */
public record Tally(
    int rolesRetired,
    int assignmentsRemoved,
    int peopleLosing,
    int peopleGaining,
    int peopleTrusted,
    int peopleLoggedOut,
    SortedMap<Slug, Integer> fewer) {
  private static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, new TreeMap<>());

  public Tally {
    fewer = Collections.unmodifiableSortedMap(new TreeMap<>(fewer));
  }

  /** Nothing was done. */
  public static Tally nothing() {
    return NOTHING;
  }

  /** Without what the other counts too. */
  public Tally less(Tally other) {
    var rest = new TreeMap<>(fewer);
    other.fewer.forEach((role, people) ->
        rest.computeIfPresent(role, (_, all) -> all > people ? all - people : null));
    return new Tally(
        Math.max(0, rolesRetired - other.rolesRetired),
        Math.max(0, assignmentsRemoved - other.assignmentsRemoved),
        Math.max(0, peopleLosing - other.peopleLosing),
        Math.max(0, peopleGaining - other.peopleGaining),
        Math.max(0, peopleTrusted - other.peopleTrusted),
        Math.max(0, peopleLoggedOut - other.peopleLoggedOut),
        rest);
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
        peopleLoggedOut + other.peopleLoggedOut,
        both);
  }
}
