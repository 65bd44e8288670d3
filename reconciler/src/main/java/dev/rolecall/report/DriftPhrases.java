package dev.rolecall.report;

import dev.rolecall.drift.DriftReport;
import dev.rolecall.drift.HeldTogether;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of a comparison of the tenant with git. */
final class DriftPhrases {
  private DriftPhrases() {}

  /** What a drift report comes to: what differs, and what was not looked at. */
  static String result(DriftReport drift) {
    var sentences = new ArrayList<String>();
    sentences.add(differences(drift));
    together(drift.together()).ifPresent(sentences::add);
    if (!drift.owed().isEmpty()) {
      sentences.add(SessionPhrases.owedCaption(drift.owed()) + ".");
    }
    Phrases.leftAlone(drift.findings()).ifPresent(sentences::add);
    Phrases.withheld(drift.withheld()).ifPresent(sentences::add);
    if (drift.vanished() > 0) {
      sentences.add(
          "Vanished from git, neither restored nor retired: %s."
              .formatted(Counted.of(drift.vanished(), "document")));
    }
    if (!drift.notInGit().isEmpty()) {
      sentences.add(notInGit(drift));
    }
    if (!drift.undoing().isEmpty()) {
      sentences.add(
          "This commit goes back: %s would undo what was applied."
              .formatted(Counted.of(drift.undoing().size(), "change")));
    }
    if (!drift.waiting().isEmpty()) {
      sentences.add(
          Counted.of(drift.waiting().size(), "change")
              + (drift.held() ? " waiting in git for the end of the hold." : " waiting in git."));
    }
    Phrases.declared(drift.declared().size()).ifPresent(sentences::add);
    if (drift.unratified()) {
      sentences.add("A run broke the glass more than 24 hours ago and is not ratified.");
    }
    return String.join(" ", sentences);
  }

  private static Optional<String> together(HeldTogether together) {
    var parts = new ArrayList<String>();
    int drifted = together.drifted();
    if (drifted > 0) {
      parts.add(Counted.of(drifted, "pair") + " of high severity");
    }
    int rest = together.pairs().size() - drifted;
    if (rest > 0) {
      parts.add(Counted.number(rest) + " waived or by git");
    }
    if (!together.unread().isEmpty()) {
      parts.add(Counted.of(together.unread().size(), "group") + " not to be read");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("Separation of duties: %s.".formatted(String.join(", ", parts)));
  }

  /** What to do about somebody who holds both sides. */
  static Phrase nextOfPairs() {
    return Phrase.words(
        "Whoever holds both sides of a policy: take one side away in the tenant or in git, or write"
            + " a waiver with an owner and an end into the policy.");
  }

  /** What to do about sessions that go on. */
  static Phrase nextOfSessions() {
    return Phrase.of(
        new Words("The next "),
        new Code("rolecall apply"),
        new Words(" ends the sessions that are owed, whatever else it does."));
  }

  private static String differences(DriftReport drift) {
    int drifted = drift.drifted().size();
    if (drifted > 0) {
      return "Drift: " + Counted.of(drifted, "difference") + ".";
    }
    if (drift.nothingRecorded()) {
      return "No drift in what git declares. No whole run is recorded, so it was not compared with"
          + " what was applied before.";
    }
    return drift.found()
        ? "No drift in what git declares."
        : "No drift: what git declares is as it was last applied.";
  }

  private static String notInGit(DriftReport drift) {
    var notInGit = drift.notInGit();
    var parts = new ArrayList<String>();
    if (!notInGit.roles().isEmpty()) {
      parts.add(Counted.of(notInGit.roles().size(), "role"));
    }
    if (notInGit.holderCount() > 0) {
      parts.add(Counted.of(notInGit.holderCount(), "holder"));
    }
    if (!notInGit.capabilities().isEmpty()) {
      parts.add(Counted.of(notInGit.capabilities().size(), "capability"));
    }
    return "Not in git: %s%s"
        .formatted(
            String.join(", ", parts),
            drift.coversAll() ? "; coverage: all counts them." : ", left alone and not compared.");
  }

  /** How to read the signs, the way back, and the way to keep what drifted. */
  static Phrase next(DriftReport drift) {
    String causes =
        drift.drifted().stream()
            .map(change -> change.cause().word())
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    return Phrase.of(
        new Words("The signs say what apply would do. To put it back: "),
        new Code("rolecall apply --only " + causes),
        new Words(". To keep it: write it into git, "),
        new Code("rolecall import --role SLUG"),
        new Words(" shows how."));
  }
}
