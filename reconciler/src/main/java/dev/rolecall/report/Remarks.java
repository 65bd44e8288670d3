package dev.rolecall.report;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Days;
import dev.rolecall.model.Slug;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reason or consequence of a change in a few words. */
final class Remarks {
  /** Characters of a reason; the JSON report has all of it. */
  private static final int LONGEST = 100;

  private Remarks() {}

  static Phrase of(Change change) {
    var remarks = new ArrayList<String>();
    if (change instanceof Change.RoleRetired retired) {
      int holders = retired.holders().size();
      remarks.add("retired for ever");
      remarks.add(
          holders == 0
              ? "nobody holds it"
              : Counted.of(holders, "holder") + (holders == 1 ? " loses it" : " lose it"));
    }
    if (change instanceof Change.AssignmentRemoved removed && change.cause() != Cause.DRIFT) {
      remarks.add(why(removed));
    }
    String cause = cause(change);
    if (!cause.isEmpty()) {
      remarks.add(cause);
    }
    if (change instanceof Change.AssignmentAdded added && added.expires() != null) {
      remarks.add("until " + Days.last(added.expires()));
    }
    return Phrase.joined(
        "; ", List.of(Phrase.words(String.join("; ", remarks)), successor(change), reason(change)));
  }

  private static Phrase successor(Change change) {
    @Nullable Slug successor =
        switch (change) {
          case Change.RoleRetired retired -> retired.successor();
          case Change.AssignmentRemoved removed ->
              removed.drain() == null ? null : removed.drain().successor();
          case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> null;
        };
    return successor == null
        ? Phrase.EMPTY
        : Phrase.of(new Span.Words("successor: "), new Span.Code(successor.value()));
  }

  private static Phrase reason(Change change) {
    @Nullable String reason =
        switch (change) {
          case Change.AssignmentAdded added -> added.reason();
          case Change.RoleRetired retired -> retired.reason();
          case Change.AssignmentRemoved removed ->
              removed.drain() == null ? null : removed.drain().reason();
          case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> null;
        };
    return reason == null
        ? Phrase.EMPTY
        : Phrase.of(new Span.Words("reason: "), new Span.Code(Excerpt.of(reason, LONGEST)));
  }

  private static String why(Change.AssignmentRemoved removed) {
    return switch (removed.why()) {
      case WITHDRAWN -> "no longer declared";
      case NOT_DECLARED -> "not declared";
      case EXPIRED -> "expired";
      case NOT_STARTED -> "not started yet";
      case UNDONE -> "given by the run that is undone";
      case DRAINED -> drained(removed);
    };
  }

  private static String drained(Change.AssignmentRemoved removed) {
    return removed.drain() == null
        ? "drained"
        : "drained; deleted for ever from " + Days.first(removed.drain().deletedFrom()) + " on";
  }

  /** Of so many who leave a role that is drained: what is the same for all of them. */
  static Phrase ofDrain(Change.AssignmentRemoved one, int holders) {
    String lost = Counted.of(holders, "holder") + (holders == 1 ? " loses it" : " lose it");
    return Phrase.joined(
        "; ", List.of(Phrase.words(drained(one) + "; " + lost), successor(one), reason(one)));
  }

  private static String cause(Change change) {
    return switch (change.cause()) {
      case PENDING, EXPIRED, UNDONE -> "";
      case STARTED -> "starts now";
      case TAKES_OVER -> "takes over";
      case DRIFT -> drift(change);
    };
  }

  private static String drift(Change change) {
    return switch (change) {
      case Change.CapabilityCreated _, Change.RoleCreated _ -> "deleted in the tenant; comes back";
      case Change.CapabilityEdited _, Change.RoleTextEdited _ -> "edited in the tenant; put back";
      case Change.CapabilityRemoved _, Change.RoleRetired _ -> "made in the tenant once more";
      case Change.RoleCapabilityAdded _, Change.AssignmentAdded _ ->
          "taken away in the tenant; put back";
      case Change.RoleCapabilityRemoved _, Change.AssignmentRemoved _ ->
          "added in the tenant; taken back";
    };
  }
}
