package dev.rolecall.policy;

import dev.rolecall.access.Impact;
import dev.rolecall.access.Together;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.model.People;
import dev.rolecall.model.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that guards judge.
 *
 * @param inputs what the changes were found in
 * @param steps what would be done now
 * @param judged those that are to be answered for where something is gained: neither an expiry nor
 *     a start, which were judged when they were declared, but what is declared for later, as if it
 *     began now, and an end that is dropped or moved further away, as if it was given now; an end
 *     to come takes nothing back from it
 * @param before the desired state that the change is held against; null: none is known
 * @param expected the tenant that judged ones are held against: with those who are to begin another
 *     day, and without those whose end they drop or move
 * @param impact what the steps do to people
 * @param losing the same for what is lost: steps, and ends that are set or brought forward as if
 *     they came now, but nothing that begins later, which makes up for no loss
 * @param judgedImpact what the judged ones do
 * @param lossImpact what the losing ones do
 * @param together who holds together what policies keep apart, as the judged ones leave it
 * @param moves the retired roles that go on as others, as the losing ones leave it
 * @param withheld what git asks for and is not done
 * @param own the accounts that rolecall itself works with
 * @param people behind the groups and roles that both concern
 */
public record Proposal(
    DiffInputs inputs,
    List<Proposed> steps,
    List<Proposed> judged,
    List<Proposed> losing,
    @Nullable DesiredState before,
    LiveState expected,
    Impact impact,
    Impact judgedImpact,
    Impact lossImpact,
    People people,
    List<Together> together,
    Moves moves,
    List<Withheld> withheld,
    List<OwnAccount> own,
    Past past) {

  public Proposal {
    steps = List.copyOf(steps);
    judged = List.copyOf(judged);
    losing = List.copyOf(losing);
    together = List.copyOf(together);
    withheld = List.copyOf(withheld);
    own = List.copyOf(own);
  }

  /** The same, with more people known. */
  public Proposal knowing(People more) {
    return with(more, past);
  }

  /** The same, what of a run that was broken off is among its steps being so much. */
  public Proposal leftToDo(Past.BrokenOff run, Tally pending) {
    return with(people, past.leftToDo(run, pending));
  }

  private Proposal with(People known, Past then) {
    return new Proposal(
        inputs,
        steps,
        judged,
        losing,
        before,
        expected,
        impact,
        judgedImpact,
        lossImpact,
        known,
        together,
        moves,
        withheld,
        own,
        then);
  }

  /** Once each, what somebody has to answer for now, longer grants too; no expiries nor starts. */
  List<Proposed> answered() {
    var answered = new LinkedHashMap<String, Proposed>();
    judged.forEach(one -> answered.put(one.id(), one));
    losing.forEach(one -> answered.putIfAbsent(one.id(), one));
    return List.copyOf(answered.values());
  }

  /** The steps and, once each, what else is judged. */
  List<Proposed> all() {
    if (judged.equals(steps) && losing.equals(steps)) {
      return steps;
    }
    var all = new ArrayList<>(steps);
    var known = steps.stream().map(Proposed::id).collect(Collectors.toCollection(HashSet::new));
    for (List<Proposed> more : List.of(judged, losing)) {
      more.stream().filter(one -> known.add(one.id())).forEach(all::add);
    }
    return all;
  }
}
