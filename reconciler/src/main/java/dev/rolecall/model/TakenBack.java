package dev.rolecall.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an undo has brought about: no commit applies to the tenant before one agrees with it.
 *
 * @param run id of the run that was undone
 * @param by who undid it, for people
 * @param redo ids of the steps that would do it again
 * @param roles that came back under a slug of their own, which git has to declare
 */
public record TakenBack(
    String run, String by, Instant at, SortedSet<String> redo, SortedSet<Slug> roles) {
  public TakenBack {
    redo = Collections.unmodifiableSortedSet(new TreeSet<>(redo));
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }

  /** This and what another undo of the same run has brought about. */
  TakenBack and(TakenBack more) {
    var all = new TreeSet<>(redo);
    all.addAll(more.redo);
    var slugs = new TreeSet<>(roles);
    slugs.addAll(more.roles);
    return new TakenBack(run, more.by, more.at, all, slugs);
  }
}
