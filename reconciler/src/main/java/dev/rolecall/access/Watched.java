package dev.rolecall.access;

import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A policy with the numbers of what stands on its sides, and the people who were met. */
final class Watched {
  private final Separation policy;
  private final BitSet one;
  private final BitSet other;
  private final List<Person> newly = new ArrayList<>();
  private final List<Person> already = new ArrayList<>();

  Watched(Separation policy, Touched touched) {
    this.policy = policy;
    this.one = touched.bits(policy.one().items());
    this.other = touched.bits(policy.other().items());
  }

  void meet(Paths paths, List<Person> persons) {
    if (isBoth(paths.after())) {
      (isBoth(paths.before()) ? already : newly).addAll(persons);
    }
  }

  private boolean isBoth(BitSet held) {
    return held.intersects(one) && held.intersects(other);
  }

  Together together() {
    return new Together(policy, newly, already);
  }
}
