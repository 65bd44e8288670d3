package dev.rolecall.report;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.policy.Objection;
import dev.rolecall.problem.RuleId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The document that would lift an objection, but for who answers for it and why. */
final class ApprovalText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9._-]*(:[A-Za-z0-9._-]+)*");
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-z0-9]+");

  /** Of more, an approval names none and counts. */
  private static final int MOST_SUBJECTS = 20;

  private final String tenant;
  private final LocalDate expires;

  /**
   * @param tenant as rolecall.yaml calls it
   * @param now the time of the run
   */
  ApprovalText(String tenant, Instant now) {
    this.tenant = tenant;
    this.expires = now.plus(Approval.LONGEST).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** {@code approvals/minimum-holders-owner.yaml}: one that no other objection of a run has. */
  static String file(Objection objection) {
    String name = objection.rule().id();
    if (objection.item() != null) {
      name += "-" + objection.item().toString().replaceFirst("^[a-z]+ ", "");
    } else if (objection.amount() != null) {
      name += "-" + objection.amount().measure().word();
    }
    if (objection.policy() != null) {
      name += "-" + objection.policy();
    }
    String plain = NOT_IN_NAMES.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    return "approvals/" + plain + ".yaml";
  }

  List<String> lines(Objection objection) {
    var lines = new ArrayList<String>();
    lines.add("kind: Approval");
    lines.add("tenants: [" + scalar(tenant) + "]");
    lines.add("rule: " + objection.rule().id());
    switch (objection.item()) {
      case Holdable.OfRole(var role) -> lines.add("role: " + scalar(role.value()));
      case Holdable.OfCapability(var id) ->
          lines.add(
              PLAIN.matcher(id.toString()).matches()
                  ? "capability: " + id
                  : "capability: { area: %s, action: %s }"
                      .formatted(scalar(id.area()), scalar(id.action())));
      case null -> {}
    }
    if (objection.policy() != null) {
      lines.add("policy: " + scalar(objection.policy()));
    }
    // Only there it has to be said whom it is for; elsewhere it may be.
    if (objection.rule() == RuleId.SENSITIVE && objection.subjects().size() <= MOST_SUBJECTS) {
      for (SubjectKind kind : SubjectKind.values()) {
        List<String> names =
            objection.subjects().stream()
                .filter(subject -> subject.kind() == kind)
                .map(subject -> quoted(subject.name()))
                .toList();
        if (!names.isEmpty()) {
          lines.add(kind.plural() + ": [" + String.join(", ", names) + "]");
        }
      }
    }
    Approval.Amount amount = objection.amount();
    if (amount != null) {
      lines.add(amount.measure().word() + ": " + amount.number());
    }
    lines.add("owner: " + Approval.UNFILLED_OWNER);
    lines.add("reason: " + Approval.UNFILLED_REASON);
    lines.add("expires: " + expires);
    return lines;
  }

  /** A text that YAML reads back as the same text. */
  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !text.equals("true") && !text.equals("false")
        ? text
        : quoted(text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
