package dev.rolecall.reconcile;

import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanPart;
import dev.rolecall.plan.Step;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.report.Renderer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan that was saved and reviewed. It only chooses among the steps of a plan made now: an
 * edited, replayed or foreign file can do nothing that this commit does not ask for.
 */
final class SavedPlan {
  private final Plan saved;

  private SavedPlan(Plan saved) {
    this.saved = saved;
  }

  /**
   * Reads a plan file.
   *
   * @throws InvalidInputException when it is none, or larger than 1 GiB
   */
  static SavedPlan read(Path file, Environment environment) throws IOException {
    Path resolved = environment.resolve(file);
    if (Files.isDirectory(resolved)) {
      throw new InvalidInputException(
          Problem.error(RuleId.PLAN_FILE, null, file + " is a folder, not a plan."));
    }
    try (InputStream bytes = Files.newInputStream(resolved)) {
      return new SavedPlan(PlanFile.read(bytes, file.toString()));
    }
  }

  /** Why it is not for this commit or tenant, or no longer good; asks no tenant. */
  Optional<String> whyStale(DesiredSide asked, Instant now) {
    if (!saved.basis().name().equals(asked.settings().name())) {
      return Optional.of(
          "The plan is for the tenant %s, not for %s."
              .formatted(Renderer.visible(saved.basis().name()), asked.settings().name()));
    }
    if (!saved.basis().tenant().equals(asked.settings().identity())) {
      return Optional.of(
          "The plan was made of %s, and %s is %s now."
              .formatted(
                  Renderer.visible(saved.basis().tenant().toString()),
                  asked.settings().name(),
                  asked.settings().identity()));
    }
    if (!saved.basis().origin().files().equals(asked.loaded().content())) {
      return Optional.of("The plan was made of other files than those of this commit.");
    }
    if (saved.goodUntil() != null && !now.isBefore(saved.goodUntil())) {
      return Optional.of(
          "The plan was good until %s; an assignment has started or expired since."
              .formatted(saved.goodUntil()));
    }
    return Optional.empty();
  }

  /** Why its steps are not among those of a plan made now, or rest on something else. */
  Optional<String> whyStale(Plan now) {
    Set<String> ids = now.steps().stream().map(Step::id).collect(Collectors.toSet());
    for (Step step : saved.steps()) {
      if (!ids.contains(step.id())) {
        return Optional.of(
            "A step of the plan is not what this commit, the record and the tenant ask for now: %s."
                .formatted(Renderer.visible(Renderer.clause(step.change()))));
      }
    }
    for (Map.Entry<BasisKey, String> piece : saved.basis().digests().entrySet()) {
      if (!piece.getValue().equals(now.basis().digests().get(piece.getKey()))) {
        return Optional.of(
            "What the plan rests on has moved: %s."
                .formatted(Renderer.visible(Renderer.clause(piece.getKey()))));
      }
    }
    return Optional.empty();
  }

  /**
   * Why somebody would be logged out whom it does not show: who is in a group has changed, or an
   * earlier run could not end what it owed. Whoever asks for it now need not have asked then.
   */
  Optional<String> whyOthersAreLoggedOut(Plan now) {
    Set<String> shown =
        saved.revocations().people().stream()
            .map(one -> one.person().account().id())
            .collect(Collectors.toSet());
    return now.revocations().people().stream()
        .filter(one -> one.owed() != null || !one.policies().isEmpty())
        .filter(one -> !shown.contains(one.person().account().id()))
        .findFirst()
        .map(one ->
            "Somebody would be logged out whom the plan does not show: %s."
                .formatted(Renderer.visible(one.person().account().name())));
  }

  /** The steps of a plan made now that were saved; the others are named as left out. */
  Plan chosenFrom(Plan now) {
    return PlanPart.ofSteps(now, saved.steps().stream().map(Step::id).collect(Collectors.toSet()));
  }
}
