package dev.rolecall.reconcile;

import dev.rolecall.plan.Plan;
import dev.rolecall.report.Renderer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a saved plan still is the plan of these files, before the tenant is asked. */
final class SavedPlan {
  private SavedPlan() {}

  /** One sentence, or null when it may be applied as far as git and the clock can tell. */
  static @Nullable String whyStale(Plan plan, DesiredSide asked, Instant now) {
    if (!plan.basis().tenant().equals(asked.settings().name())) {
      return "The plan is for the tenant %s, not for %s."
          .formatted(Renderer.visible(plan.basis().tenant()), asked.settings().name());
    }
    if (!plan.basis().origin().files().equals(asked.loaded().content())) {
      return "The plan was made of other files than those of this commit.";
    }
    if (plan.goodUntil() != null && !now.isBefore(plan.goodUntil())) {
      return "The plan was good until %s; an assignment has started or expired since."
          .formatted(plan.goodUntil());
    }
    return null;
  }
}
