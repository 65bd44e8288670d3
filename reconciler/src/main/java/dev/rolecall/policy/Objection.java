package dev.rolecall.policy;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Approval.Amount;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one guard has against a change set.
 *
 * @param rule the guard
 * @param needs what would settle it
 * @param item the role or capability that an approval has to name; null: none
 * @param policy name of the policy that an approval has to name; null: none
 * @param subjects of the lines that it is about, all of whom an approval has to name that names
 *     any; empty: it is about people, or about neither
 * @param amount what an approval has to allow; null: it counts nothing
 * @param message what would happen, and the limit, in plain sentences
 * @param details further facts, a clause each
 * @param people whom it is about, sorted; all of them
 * @param setting where the limit is set; null: it is the default
 * @param at the line that asks for it; null: more than one does, or none
 * @param steps ids of the changes behind it
 * @param liftedBy the approval that lets it pass; null: none does
 * @param overridden whether somebody lifted it in an emergency
 */
public record Objection(
    RuleId rule,
    Needs needs,
    @Nullable Holdable item,
    @Nullable String policy,
    SortedSet<SubjectName> subjects,
    @Nullable Amount amount,
    String message,
    List<String> details,
    List<Person> people,
    @Nullable SourceRef setting,
    @Nullable SourceRef at,
    SortedSet<String> steps,
    @Nullable Approval liftedBy,
    boolean overridden) {

  /** What settles an objection. */
  public enum Needs {
    /** Nothing: what it is about is not done, and all else is. Approved, it is done. */
    WITHHELD,
    /** A reviewed statement that it is meant. */
    APPROVAL,
    /** Another change, or another setting: nobody can approve it. */
    CHANGE
  }

  public Objection {
    subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
    details = List.copyOf(details);
    people = List.copyOf(people);
    steps = Collections.unmodifiableSortedSet(new TreeSet<>(steps));
  }

  /** With further facts. */
  Objection adding(List<String> facts) {
    var all = new ArrayList<>(details);
    all.addAll(facts);
    return new Objection(
        rule,
        needs,
        item,
        policy,
        subjects,
        amount,
        message,
        all,
        people,
        setting,
        at,
        steps,
        liftedBy,
        overridden);
  }

  /** Let pass by this approval. */
  Objection liftedBy(Approval approval) {
    return new Objection(
        rule, needs, item, policy, subjects, amount, message, details, people, setting, at, steps,
        approval, false);
  }

  /** Let pass in an emergency, where an approval would do and there is none. */
  public Objection overriddenIfOpen() {
    return needs != Needs.APPROVAL || !stands()
        ? this
        : new Objection(
            rule, needs, item, policy, subjects, amount, message, details, people, setting, at,
            steps, null, true);
  }

  /** Whether its details say what so many people have in common, so that nobody need be named. */
  public boolean saysWhatIsCommon() {
    return rule == RuleId.SEPARATION_OF_DUTIES && people.size() > CommonWays.MANY;
  }

  /** Whether it still stands. */
  public boolean stands() {
    return liftedBy == null && !overridden;
  }

  /** Whether this approval, which is bound to these steps, or to none yet, lets it pass. */
  boolean passesWith(Approval approval, @Nullable Set<String> bound, NamedPeople meant) {
    return isAbout(approval)
        && names(approval, meant)
        && allows(approval)
        && (bound == null || bound.containsAll(steps));
  }

  /** Whether the approval speaks of the same, whatever it allows and until when. */
  boolean isAbout(Approval approval) {
    return needs == Needs.APPROVAL
        && approval.rule() == rule
        && Objects.equals(item, approval.item())
        && Objects.equals(policy, approval.policy())
        && (amount == null
            || (approval.allows() != null && approval.allows().measure() == amount.measure()));
  }

  /** Whether the approval names somebody else. */
  boolean isForOthers(Approval approval, NamedPeople meant) {
    return !names(approval, meant);
  }

  /**
   * An approval that names somebody is for them alone: for the lines of these subjects, or where an
   * objection is about people and not about lines, for these people.
   */
  private boolean names(Approval approval, NamedPeople meant) {
    Set<SubjectName> named =
        approval.subjects().stream().map(SubjectName::folded).collect(Collectors.toSet());
    return named.isEmpty()
        || (subjects.isEmpty()
            ? isAboutPeople() && meant.covers(named, people)
            : named.containsAll(subjects));
  }

  /** A role that is widened gives to whoever comes to hold it too. */
  private boolean isAboutPeople() {
    return !people.isEmpty() && rule != RuleId.SENSITIVE;
  }

  private boolean allows(Approval approval) {
    @Nullable Amount allowed = approval.allows();
    if (amount == null || allowed == null) {
      return amount == null && allowed == null;
    }
    return allowed.measure() == amount.measure()
        && switch (amount.measure()) {
          case HOLDERS_LEFT -> amount.number() >= allowed.number();
          case PEOPLE_AFFECTED, ROLES_RETIRED, ASSIGNMENTS_REMOVED, CHANGES_AFFECTED ->
              amount.number() <= allowed.number();
        };
  }
}
