package dev.rolecall.policy;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Approval.Amount;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.SubjectName;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An {@link Objection} being put together by its guard, which says of it only what there is. */
final class ObjectionDraft {
  private final RuleId rule;
  private final Needs needs;
  private final String message;
  private final SortedSet<SubjectName> subjects = new TreeSet<>();
  private final List<String> details = new ArrayList<>();
  private final SortedSet<Person> people = new TreeSet<>();
  private final SortedSet<String> steps = new TreeSet<>();
  private @Nullable Holdable item;
  private @Nullable String policy;
  private @Nullable Amount amount;
  private @Nullable SourceRef setting;
  private @Nullable SourceRef at;

  private ObjectionDraft(RuleId rule, Needs needs, String message) {
    this.rule = rule;
    this.needs = needs;
    this.message = message;
  }

  static ObjectionDraft of(RuleId rule, Needs needs, String message) {
    return new ObjectionDraft(rule, needs, message);
  }

  /** About a role or capability. */
  ObjectionDraft about(Holdable what) {
    item = what;
    return this;
  }

  /** About a policy. */
  ObjectionDraft ofPolicy(String name) {
    policy = name;
    return this;
  }

  /** By lines that name these. */
  ObjectionDraft naming(Collection<SubjectName> names) {
    names.forEach(name -> subjects.add(name.folded()));
    return this;
  }

  /** So much of something. */
  ObjectionDraft counting(Approval.Measure measure, int number) {
    amount = new Amount(measure, number);
    return this;
  }

  /** Further facts. */
  ObjectionDraft adding(List<String> facts) {
    details.addAll(facts);
    return this;
  }

  /** Whom it is about. */
  ObjectionDraft of(Collection<Person> persons) {
    people.addAll(persons);
    return this;
  }

  /** Where its limit is set. */
  ObjectionDraft setAt(@Nullable SourceRef place) {
    setting = place;
    return this;
  }

  /** The changes behind it; where all are asked for by one line, that is its place. */
  ObjectionDraft by(Collection<Proposed> changes) {
    var places = new TreeSet<SourceRef>();
    for (Proposed one : changes) {
      steps.add(one.id());
      @Nullable SourceRef place = one.change().at();
      if (place != null) {
        places.add(place);
      }
    }
    at = places.size() == 1 ? places.first() : null;
    return this;
  }

  /** At this line. */
  ObjectionDraft standing(@Nullable SourceRef line) {
    at = line;
    return this;
  }

  Objection objection() {
    return new Objection(
        rule,
        needs,
        item,
        policy,
        subjects,
        amount,
        message,
        details,
        List.copyOf(people),
        setting,
        at,
        steps,
        null,
        false);
  }
}
