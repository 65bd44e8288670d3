package dev.rolecall.reconcile;

import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.HashSet;
import java.util.Map;

/** New slugs for roles that come back: each of a role that was deleted, and free. */
final class NewSlugs {
  private NewSlugs() {}

  /** What git knows of them. */
  static void check(Map<Slug, Slug> renamed, UndoneRun run, DesiredSide asked) {
    TenantFeatures features = asked.settings().endpoint().provider().features();
    var taken = new HashSet<Slug>();
    renamed.forEach((old, slug) -> {
      if (!run.deleted().contains(old)) {
        throw wrong(RuleId.UNKNOWN_ROLE, "Run %s deleted no role %s.".formatted(run.id(), old));
      }
      if (!features.mayCreate(slug)) {
        throw wrong(RuleId.INVALID_SLUG, "%s is not a slug that can be created.".formatted(slug));
      }
      if (asked.desired().roles().containsKey(slug) || !taken.add(slug)) {
        throw wrong(RuleId.DUPLICATE_ROLE, "There is a role %s already.".formatted(slug));
      }
      if (asked.desired().retired().containsKey(slug)) {
        throw wrong(RuleId.RETIRED_SLUG, "%s is retired for ever.".formatted(slug));
      }
    });
  }

  /** What the tenant knows of them. */
  static void check(Map<Slug, Slug> renamed, LiveState live) {
    for (Slug slug : renamed.values()) {
      if (live.roles().containsKey(slug)) {
        throw wrong(RuleId.DUPLICATE_ROLE, "The tenant has a role %s already.".formatted(slug));
      }
      if (live.retired().contains(slug)) {
        throw wrong(RuleId.RETIRED_SLUG, "%s is retired for ever.".formatted(slug));
      }
    }
  }

  private static InvalidInputException wrong(RuleId rule, String message) {
    return new InvalidInputException(
        Problem.error(rule, null, message)
            .advising("--as takes OLD=NEW, with a slug that is free."));
  }
}
