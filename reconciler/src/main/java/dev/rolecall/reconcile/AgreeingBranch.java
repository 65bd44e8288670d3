package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

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
      return "No branch was written: the files say so already%s.".formatted(byHand(edited));
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
    long missing = then == null ? way.undone().size() : missing(way, inputs.desiring(then));
    String id =
        branch.write(
            parent,
            edited.texts(),
            new ChainMessage(
                "Undo run %s\n\nWhat rolecall undo brought about at %s.\n"
                    .formatted(TenantStanding.shortId(run.id()), now),
                by,
                now));
    return "Branch %s (%s) %s%s: push it, have it reviewed, and merge it."
        .formatted(
            name,
            id.substring(0, 7),
            broken
                ? "holds what could be taken out of the files, and is not valid yet"
                : missing > 0
                    ? "does not agree in %d of %d changes yet"
                        .formatted(missing, way.undone().size())
                    : "agrees with the tenant",
            byHand(edited));
  }

  private static String byHand(AgreeingFiles.Edited edited) {
    return edited.byHand().isEmpty() ? "" : "; edit by hand: " + String.join(", ", edited.byHand());
  }

  /** What the undo did and those files do not ask for. */
  private static long missing(WayBack way, DiffInputs inputs) {
    Set<String> wanted =
        Differ.diff(inputs).changes().stream().map(StepIds::of).collect(Collectors.toSet());
    return way.undone().stream()
        .map(Undone::back)
        .filter(back -> !wanted.contains(StepIds.of(back)))
        .count();
  }
}
