package dev.rolecall.report;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Days;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.RuleId;
import dev.rolecall.report.Span.Code;
import dev.rolecall.report.Span.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What guards have against a plan, for people. */
final class GuardPhrases {
  private final GuardedTenant guarded;
  private final ApprovalText approvals;

  GuardPhrases(GuardedTenant guarded) {
    this.guarded = guarded;
    approvals = new ApprovalText(guarded.tenant(), guarded.now());
  }

  /** {@code Guards: 1 stops this, 2 need an approval, 1 approved}. */
  static String caption(List<Objection> objections) {
    long overridden = objections.stream().filter(Objection::overridden).count();
    long lifted = objections.stream().filter(one -> !one.stands()).count() - overridden;
    long lasting = objections.stream().filter(one -> one.needs() == Needs.CHANGE).count();
    long held = objections.stream().filter(one -> one.needs() == Needs.WITHHELD).count();
    long open = objections.size() - lifted - overridden - lasting - held;
    var parts = new ArrayList<String>();
    if (lasting > 0) {
      parts.add(Counted.number(lasting) + (lasting == 1 ? " stops this" : " stop this"));
    }
    if (open > 0) {
      parts.add(Counted.number(open) + (open == 1 ? " needs" : " need") + " an approval");
    }
    if (held > 0) {
      parts.add(Counted.number(held) + (held == 1 ? " withholds" : " withhold") + " expiries");
    }
    if (lifted > 0) {
      parts.add(Counted.number(lifted) + " approved");
    }
    if (overridden > 0) {
      parts.add(Counted.number(overridden) + " lifted by --break-glass");
    }
    return "Guards: " + String.join(", ", parts);
  }

  List<GuardLine> lines() {
    return guarded.objections().stream().map(this::line).toList();
  }

  private GuardLine line(Objection objection) {
    var facts = new ArrayList<Phrase>();
    if (objection.saysWhatIsCommon()) {
      facts.add(
          Phrase.joined(
              "",
              List.of(Phrase.words("who: %s; ".formatted(people(objection))), Phrases.IN_JSON)));
    } else if (!objection.people().isEmpty()) {
      facts.add(
          Phrase.joined(
              "", List.of(Phrase.words("who: "), PeoplePhrases.named(objection.people()))));
    }
    objection.details().forEach(detail -> facts.add(Phrase.code(detail)));
    if (objection.at() != null) {
      facts.add(Phrase.of(new Words("asked for at "), new Code(objection.at().toString())));
    }
    facts.add(
        objection.setting() == null
            ? Phrase.words("limit: the default")
            : Phrase.of(new Words("limit: "), new Code(objection.setting().toString())));
    boolean open =
        objection.stands()
            && (objection.needs() == Needs.APPROVAL
                || (objection.needs() == Needs.WITHHELD && objection.amount() != null));
    if (objection.liftedBy() != null) {
      facts.add(lifted(objection.liftedBy()));
    } else if (objection.overridden()) {
      facts.add(Phrase.words("lifted by --break-glass, until somebody ratifies the run"));
    } else if (!open) {
      // Of these the remedy speaks of an approval; a custom rule says itself whether one lifts it.
      boolean misleads =
          Approval.RULES.contains(objection.rule()) && objection.rule() != RuleId.CUSTOM_RULE;
      facts.add(
          misleads
              ? Phrase.words("no approval lifts it")
              : Phrase.words("no approval lifts it: " + objection.rule().remedy()));
    }
    String file = open ? ApprovalText.file(objection) : "";
    String owners = guarded.reviews().owners(file);
    if (!owners.isEmpty()) {
      facts.add(Phrase.of(new Words("CODEOWNERS want the review of "), new Code(owners)));
    }
    return new GuardLine(
        objection.rule().id(),
        Phrase.code(objection.message()),
        facts,
        open ? approvals.lines(objection) : List.of(),
        file);
  }

  private static String people(Objection objection) {
    return Counted.number(objection.people().size()) + " people";
  }

  /** Who reviewed the file is the review host's knowledge. */
  private Phrase lifted(Approval approval) {
    String file = approval.at().file();
    var spans = new ArrayList<Span>();
    spans.add(new Words("approved at "));
    spans.add(new Code(approval.at().toString()));
    spans.add(new Words(" until " + Days.last(approval.expires()) + ", owner "));
    spans.add(new Code(approval.owner()));
    spans.add(new Words(", reason "));
    spans.add(new Code(approval.reason()));
    spans.addAll(guarded.reviews().of(file));
    String owners = guarded.reviews().owners(file);
    if (!owners.isEmpty()) {
      spans.add(new Words(", CODEOWNERS "));
      spans.add(new Code(owners));
    }
    return Phrase.of(spans.toArray(Span[]::new));
  }

  /** What it all comes to; empty where nothing stands against it. */
  static Optional<String> verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Clear _ -> Optional.empty();
      case Verdict.NeedsApproval needs ->
          Optional.of(
              "Needs approval: %s. Nothing is applied until each is approved."
                  .formatted(Counted.of(needs.because().size(), "guard")));
      case Verdict.Blocked blocked -> Optional.of(blocked(blocked));
    };
  }

  private static String blocked(Verdict.Blocked blocked) {
    var parts = new ArrayList<String>();
    int errors = blocked.because().size();
    int guards = blocked.objections().size();
    if (errors > 0) {
      parts.add(Counted.of(errors, "error"));
    }
    if (guards > 0) {
      parts.add(Counted.of(guards, "guard"));
    }
    boolean one = errors + guards == 1;
    return "Blocked: %s %s against it. Nothing can be applied until %s gone."
        .formatted(
            String.join(" and ", parts), one ? "stands" : "stand", one ? "it is" : "they are");
  }
}
