package dev.rolecall.diff;

import dev.rolecall.diff.DeclaredChange.About;
import dev.rolecall.diff.DeclaredChange.Field;
import dev.rolecall.diff.DeclaredChange.Standing;
import dev.rolecall.model.Approval;
import dev.rolecall.model.CustomRule;
import dev.rolecall.model.Days;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Ratification;
import dev.rolecall.model.RevocationPolicy;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Wildcard;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Approvals and policies that come, go or change: they decide what may be done. */
final class DeclaredPolicies {
  private DeclaredPolicies() {}

  /** What one document says, and where. */
  private record Said(String text, SourceRef at) {}

  static List<DeclaredChange> between(DesiredState before, DesiredState after) {
    var found = new ArrayList<DeclaredChange>();
    compare(approvals(before), approvals(after), found);
    compare(policies(before), policies(after), found);
    return found;
  }

  private static void compare(
      SortedMap<About, Said> before, SortedMap<About, Said> after, List<DeclaredChange> found) {
    var all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    for (About about : all) {
      @Nullable Said was = before.get(about);
      @Nullable Said is = after.get(about);
      @Nullable String then = was == null ? null : was.text();
      @Nullable String now = is == null ? null : is.text();
      if (then == null || !then.equals(now)) {
        found.add(
            new DeclaredChange(
                about, Field.DOCUMENT, then, now, Standing.RULE, is == null ? null : is.at()));
      }
    }
  }

  private static SortedMap<About, Said> approvals(DesiredState state) {
    var all = new TreeMap<About, Said>();
    for (Approval approval : state.approvals()) {
      var about = new About.OfDocument("approval", name(approval));
      all.merge(
          about,
          new Said(text(approval), approval.at()),
          (one, other) -> new Said(one.text() + "; " + other.text(), one.at()));
    }
    for (Ratification one : state.ratifications()) {
      var about = new About.OfDocument("approval", "run " + one.run());
      all.put(
          about, new Said("ratified, owner %s: %s".formatted(one.owner(), one.reason()), one.at()));
    }
    return all;
  }

  private static String name(Approval approval) {
    String rule = approval.rule().id();
    return approval.item() != null
        ? rule + " of " + approval.item()
        : approval.policy() != null ? rule + " of policy " + approval.policy() : rule;
  }

  private static String text(Approval approval) {
    String allows =
        approval.allows() == null
            ? ""
            : approval.allows().measure().word() + " " + approval.allows().number() + ", ";
    String whom =
        approval.subjects().stream().map(name -> name + ", ").collect(Collectors.joining());
    return "%s%suntil %s, owner %s: %s"
        .formatted(
            allows,
            whom.isEmpty() ? "" : "for " + whom,
            Days.last(approval.expires()),
            approval.owner(),
            approval.reason());
  }

  private static SortedMap<About, Said> policies(DesiredState state) {
    var all = new TreeMap<About, Said>();
    for (Separation policy : state.separations()) {
      all.put(new About.OfDocument("policy", policy.name()), new Said(text(policy), policy.at()));
    }
    for (CustomRule rule : state.rules()) {
      all.put(new About.OfDocument("policy", rule.name()), new Said(text(rule), rule.at()));
    }
    for (RevocationPolicy policy : state.revocations()) {
      all.put(new About.OfDocument("policy", policy.name()), new Said(text(policy), policy.at()));
    }
    return all;
  }

  private static String text(RevocationPolicy policy) {
    return "whoever loses %s is logged out: %s"
        .formatted(
            policy.capabilities().stream()
                .map(Wildcard::pattern)
                .collect(Collectors.joining(" or ")),
            policy.description());
  }

  private static String text(CustomRule rule) {
    return "for each %s, %s where %s: %s; %s"
        .formatted(
            rule.each().word(),
            rule.approvable() ? "an approval" : "denied",
            rule.text().text(),
            rule.message(),
            rule.description());
  }

  private static String text(Separation policy) {
    var text =
        new StringBuilder()
            .append(policy.one().items())
            .append(" apart from ")
            .append(policy.other().items());
    for (Separation.Waiver waiver : policy.waivers()) {
      text.append("; waived until ")
          .append(Days.last(waiver.expires()))
          .append(" for ")
          .append(waiver.subjects())
          .append(" by ")
          .append(waiver.owner());
    }
    return text.append(": ").append(policy.description()).toString();
  }
}
