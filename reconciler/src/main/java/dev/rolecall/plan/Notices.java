package dev.rolecall.plan;

import dev.rolecall.access.Ending;
import dev.rolecall.diff.Adopted;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.DueDate;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a plan says beside its steps, and counts like them: without a word of it nobody may say that
 * nothing changes.
 *
 * @param declared what git changed without anything to write now
 * @param withheld what git asks for and is not done
 * @param adopted who becomes git's own by this run; the one thing that does not count, because
 *     neither the tenant nor what git declares is another for it
 * @param leftOut steps that {@code --only} leaves out
 * @param strong of the roles that the plan is about those that let people do much: reports show
 *     them first and fold them last
 * @param older findings that the base has too, about nothing that this change touches
 * @param ahead what is to come; none of it counts, because it is no news to git
 */
public record Notices(
    List<Declared> declared,
    List<Withheld> withheld,
    List<Adopted> adopted,
    List<Step> leftOut,
    SortedSet<Slug> strong,
    List<Problem> older,
    Ahead ahead) {
  private static final Notices NONE =
      new Notices(List.of(), List.of(), List.of(), List.of(), new TreeSet<>(), List.of());

  public Notices {
    declared = List.copyOf(declared);
    withheld = List.copyOf(withheld);
    adopted = List.copyOf(adopted);
    leftOut = List.copyOf(leftOut);
    strong = Collections.unmodifiableSortedSet(new TreeSet<>(strong));
    older = List.copyOf(older);
  }

  /** With nothing ahead. */
  public Notices(
      List<Declared> declared,
      List<Withheld> withheld,
      List<Adopted> adopted,
      List<Step> leftOut,
      SortedSet<Slug> strong,
      List<Problem> older) {
    this(declared, withheld, adopted, leftOut, strong, older, Ahead.nothing());
  }

  /**
   * What is to come.
   *
   * @param expiring who holds something that ends soon, the nearest first
   * @param due days on which tombstones do something, nearest first: what is due within three days
   *     every report tells
   */
  public record Ahead(List<Ending> expiring, List<DueDate> due) {
    public Ahead {
      expiring = List.copyOf(expiring);
      due = List.copyOf(due);
    }

    public static Ahead nothing() {
      return new Ahead(List.of(), List.of());
    }
  }

  public List<Ending> expiring() {
    return ahead.expiring();
  }

  public List<DueDate> due() {
    return ahead.due();
  }

  /** A declared change and the part of the report that it belongs to. */
  public record Declared(DeclaredChange change, Portion portion) {}

  public static Notices none() {
    return NONE;
  }

  public boolean isEmpty() {
    return declared.isEmpty() && withheld.isEmpty() && leftOut.isEmpty();
  }

  Notices withholding(List<Withheld> more) {
    var all = new ArrayList<>(withheld);
    all.addAll(more);
    return new Notices(declared, all, adopted, leftOut, strong, older, ahead);
  }

  Notices leavingOut(List<Step> steps) {
    var all = new ArrayList<>(leftOut);
    all.addAll(steps);
    return new Notices(declared, withheld, adopted, all, strong, older, ahead);
  }

  /**
   * The same with what ends soon.
   *
   * @param more findings about it that were there before this change
   */
  public Notices expiring(List<Ending> soon, List<Problem> more) {
    var all = new ArrayList<>(older);
    all.addAll(more);
    return new Notices(
        declared, withheld, adopted, leftOut, strong, all, new Ahead(soon, ahead.due()));
  }
}
