package dev.rolecall.tenant.api;

import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a batch: one outcome for each item, in their order.
 *
 * @param doing what each item does, after "could not"
 * @param goneIsDone whether it is done for a subject that is unknown: what was to end has ended
 */
record BatchResponse(List<String> doing, boolean goneIsDone) {
  BatchResponse {
    doing = List.copyOf(doing);
  }

  static BatchResponse ofAssignments(List<AssignmentWrite> batch) {
    return new BatchResponse(batch.stream().map(AssignmentWrite::doing).toList(), false);
  }

  static BatchResponse ofSessions(List<Subject> users) {
    return new BatchResponse(
        users.stream().map(user -> "end the sessions of " + user).toList(), true);
  }

  private record Outcome(String outcome, String error) {}

  List<Optional<TenantException>> read(HttpResponse response) throws UnreadableResponse {
    var outcomes = Json.read(response, json -> JsonDecoders.data(json, BatchResponse::all));
    if (outcomes.size() != doing.size()) {
      throw new UnreadableResponse(
          "%d outcomes for %d items".formatted(outcomes.size(), doing.size()));
    }
    var result = new ArrayList<Optional<TenantException>>();
    for (int i = 0; i < doing.size(); i++) {
      result.add(failure(doing.get(i), outcomes.get(i), response.requestId()));
    }
    return result;
  }

  private static List<Outcome> all(Json json) throws UnreadableResponse {
    var all = new ArrayList<Outcome>();
    json.items(() -> all.add(one(json)));
    return all;
  }

  private static Outcome one(Json json) throws UnreadableResponse {
    String outcome = null;
    String error = "failed";
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "outcome" -> outcome = json.text();
        case "error" -> error = code(json.text());
        default -> json.skip();
      }
    }
    return new Outcome(json.need(outcome, "outcome"), error);
  }

  /** Only what looks like a code becomes part of a message. */
  private static String code(String text) {
    return text.matches("[a-z_]{1,40}") ? text : "failed";
  }

  private Optional<TenantException> failure(String what, Outcome outcome, String requestId)
      throws UnreadableResponse {
    return switch (outcome.outcome()) {
      case "done", "already" -> Optional.empty();
      case "failed" -> {
        if (goneIsDone && outcome.error().equals("unknown_subject")) {
          yield Optional.empty();
        }
        // An item has no status; those of the contract mean what 404 means for a whole request.
        String status = outcome.error().startsWith("unknown_") ? "404 " : "";
        String id = requestId.isEmpty() ? "" : " (" + requestId + ")";
        yield Optional.of(
            new TenantException(
                Kind.REFUSED, "could not " + what + ": " + status + outcome.error() + id));
      }
      default -> throw new UnreadableResponse("the outcome is not done, already or failed");
    };
  }
}
