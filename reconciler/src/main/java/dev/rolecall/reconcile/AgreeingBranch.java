package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.ChangeText;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.Findings;
import dev.rolecall.diff.InverseChanges.Undone;
import dev.rolecall.git.ChainMessage;
import dev.rolecall.git.Commit;
import dev.rolecall.git.NewBranch;
import dev.rolecall.git.TextFile;
import dev.rolecall.git.TreeWithTexts;
import dev.rolecall.model.DesiredState;
import dev.rolecall.plan.StepIds;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.Direction;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A branch whose commit agrees with what an undo has brought about, for a pull request. */
final class AgreeingBranch {
  private static final int NAMED = 10;

  private final RolesRepository repository;
  private final String name;
  private final NewBranch branch;

  /**
   * Writes nothing yet.
   *
   * @throws InvalidInputException for a branch that there can not be
   */
  AgreeingBranch(RolesRepository repository, String name) throws IOException {
    this.repository = repository;
    this.name = name;
    this.branch = repository.needGit("--branch").newBranch(name);
    var refused = branch.refused();
    if (refused.isPresent()) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.BRANCH_REFUSED, null, "The branch %s %s.".formatted(name, refused.get()))
              .advising("Name another."));
    }
  }

  /**
   * Writes it.
   *
   * @param inputs the tenant before the undo
   * @return what came of it, a sentence
   */
  String write(UndoneRun run, WayBack way, DesiredSide asked, DiffInputs inputs, String by)
      throws IOException {
    Commit parent = Objects.requireNonNull(asked.commit(), "an undo has a commit");
    TenantRecord record = Objects.requireNonNull(asked.record().record(), "an undo has a record");
    var head = repository.needGit("--branch").files(parent);
    AgreeingFiles.Edited edited = new AgreeingFiles(run, way.renamed(), head, record).edited();
    if (edited.texts().isEmpty()) {
      return "No branch was written: " + why(missing(way, inputs), edited, asked, parent);
    }
    var texts = new ArrayList<TextFile>();
    Set<String> gone = new HashSet<>();
    edited
        .texts()
        .forEach((path, text) ->
            text.ifPresentOrElse(
                bytes -> texts.add(new TextFile(path, new String(bytes, UTF_8))),
                () -> gone.add(path)));
    Instant now = inputs.now();
    var loaded =
        new DesiredLoader(repository, now)
            .loadFiles(new TreeWithTexts(head, texts, gone), List::of);
    boolean broken =
        Findings.ofFiles(loaded.problems(), loaded.states().values()).stream()
            .anyMatch(Problem::isError);
    @Nullable DesiredState then = loaded.states().get(asked.settings().name());
    String id =
        branch.write(
            parent,
            edited.texts(),
            new ChainMessage(
                "Undo run %s\n\nWhat rolecall undo brought about at %s.\n"
                    .formatted(TenantStanding.shortId(run.id()), now),
                by,
                now));
    return "Branch %s (%s) %s"
        .formatted(
            name,
            id.substring(0, 7),
            broken || then == null
                ? "holds what could be taken out of the files, and is not valid yet%s: mend it, then push it, have it reviewed, and merge it."
                    .formatted(byHand(edited))
                : verdict(way, inputs, inputs.desiring(then), edited));
  }

  private static String why(
      List<Change> missing, AgreeingFiles.Edited edited, DesiredSide asked, Commit head) {
    if (!missing.isEmpty()) {
      return "the lines of the run stand in the files no more. Until they are edited by hand%s they ask for the contrary of: %s."
          .formatted(byHand(edited), ChangeText.clauses(missing, NAMED));
    }
    return asked.record().direction() instanceof Direction.Forward
        ? "the files agree with the tenant already."
        : "commit %s of this clone is not what was applied last, and lacks the lines of the run. Pull, and write it with the same command."
            .formatted(head.shortId());
  }

  /** Whether those files agree with the tenant after the undo, and where they do not. */
  private static String verdict(
      WayBack way, DiffInputs before, DiffInputs then, AgreeingFiles.Edited edited) {
    List<Change> missing = missing(way, then);
    Set<String> known = ids(Differ.diff(before).changes());
    way.undone().forEach(one -> known.add(StepIds.of(one.back())));
    List<Change> more =
        Differ.diff(then).changes().stream()
            .filter(change -> !known.contains(StepIds.of(change)))
            .toList();
    if (missing.isEmpty() && more.isEmpty()) {
      return "agrees with the tenant: push it, have it reviewed, and merge it.";
    }
    var sentences = new ArrayList<String>();
    if (!missing.isEmpty()) {
      sentences.add(
          "It asks for the contrary of: %s. Edit it by hand%s."
              .formatted(ChangeText.clauses(missing, NAMED), byHand(edited)));
    }
    if (!more.isEmpty()) {
      sentences.add(
          "Applying it would do more than was undone: %s. Take that out of it by hand."
              .formatted(ChangeText.clauses(more, NAMED)));
    }
    return "does not agree with the tenant yet. %s Only then push it, have it reviewed, and merge it."
        .formatted(String.join(" ", sentences));
  }

  private static String byHand(AgreeingFiles.Edited edited) {
    return edited.byHand().isEmpty() ? "" : " (%s)".formatted(String.join(", ", edited.byHand()));
  }

  private static Set<String> ids(List<Change> changes) {
    return changes.stream().map(StepIds::of).collect(Collectors.toCollection(HashSet::new));
  }

  /** What the undo did and those files do not ask for. */
  private static List<Change> missing(WayBack way, DiffInputs inputs) {
    Set<String> wanted = ids(Differ.diff(inputs).changes());
    return way.undone().stream()
        .map(Undone::back)
        .filter(back -> !wanted.contains(StepIds.of(back)))
        .toList();
  }
}
