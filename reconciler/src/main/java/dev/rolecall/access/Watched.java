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
  private final List<Person> toOther = new ArrayList<>();
  private final List<Person> toOne = new ArrayList<>();

  Watched(Separation policy, Touched touched) {
    this.policy = policy;
    this.one = touched.bits(policy.one().items());
    this.other = touched.bits(policy.other().items());
  }

  void meet(Paths paths, List<Person> persons) {
    BitSet before = paths.before();
    BitSet after = paths.after();
    if (isBoth(after)) {
      (isBoth(before) ? already : newly).addAll(persons);
    } else if (!isBoth(before)) {
      if (before.intersects(one) && after.intersects(other)) {
        toOther.addAll(persons);
      } else if (before.intersects(other) && after.intersects(one)) {
        toOne.addAll(persons);
      }
    }
  }

  private boolean isBoth(BitSet held) {
    return held.intersects(one) && held.intersects(other);
  }

  Together together() {
    var crossings = new ArrayList<Crossing>();
    if (!toOther.isEmpty()) {
      crossings.add(new Crossing(policy, policy.one(), policy.other(), toOther));
    }
    if (!toOne.isEmpty()) {
      crossings.add(new Crossing(policy, policy.other(), policy.one(), toOne));
    }
    return new Together(policy, newly, already, crossings);
  }
}
