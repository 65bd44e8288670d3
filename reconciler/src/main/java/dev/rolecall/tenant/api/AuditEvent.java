package dev.rolecall.tenant.api;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.AuditedLoss;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit log.
 *
 * @param loss what it tells that was taken; empty for anything else
 */
record AuditEvent(Optional<AuditedLoss> loss) {
  private static final String UNASSIGNED = "role.unassigned";
  private static final String UPDATED = "role.updated";
  private static final String DELETED = "role.deleted";

  /** The types that tell of losses. */
  static final List<String> LOSSES = List.of(UNASSIGNED, UPDATED, DELETED);

  static AuditEvent of(Json json) throws UnreadableResponse {
    String type = null;
    String outcome = null;
    Instant at = null;
    var data = new Data();
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "type" -> type = json.text();
        case "outcome" -> outcome = json.text();
        case "occurred_at" -> at = instant(json);
        case "actor" -> data.actor = Objects.requireNonNullElse(Pair.of(json).id(), "");
        case "target" -> data.readTarget(json);
        case "data" -> json.members(member -> data.read(member, json));
        default -> json.skip();
      }
    }
    return json.need(outcome, "outcome").equals("success")
        ? new AuditEvent(data.loss(json.need(type, "type"), json.need(at, "occurred_at")))
        : new AuditEvent(Optional.empty());
  }

  private static Instant instant(Json json) throws UnreadableResponse {
    try {
      return Instant.parse(json.text());
    } catch (DateTimeParseException e) {
      throw json.unexpected("an instant");
    }
  }

  /** What something is, and which. */
  private record Pair(@Nullable String type, @Nullable String id) {
    static Pair of(Json json) throws UnreadableResponse {
      String type = null;
      String id = null;
      json.object();
      for (String name = json.member(); name != null; name = json.member()) {
        switch (name) {
          case "type" -> type = json.text();
          case "id" -> id = json.text();
          default -> json.skip();
        }
      }
      return new Pair(type, id);
    }
  }

  /** What an entry holds, whatever its type, which may stand after it. */
  private static final class Data {
    private String actor = "";
    private @Nullable Slug role;
    private final SortedSet<SubjectId> subjects = new TreeSet<>();
    private final SortedSet<SubjectId> assignments = new TreeSet<>();
    private final SortedSet<CapabilityId> capabilities = new TreeSet<>();
    private final SortedSet<CapabilityId> before = new TreeSet<>();
    private final SortedSet<CapabilityId> after = new TreeSet<>();

    void readTarget(Json json) throws UnreadableResponse {
      var target = Pair.of(json);
      if ("role".equals(target.type()) && target.id() != null && !target.id().isEmpty()) {
        role = new Slug(target.id());
      }
    }

    void read(String member, Json json) throws UnreadableResponse {
      switch (member) {
        case "subject" -> readSubject(json, subjects);
        case "assignments" -> json.items(() -> readSubject(json, assignments));
        case "capabilities" -> readCapabilities(json, capabilities);
        case "before" -> json.members(name -> readBundle(name, json, before));
        case "after" -> json.members(name -> readBundle(name, json, after));
        default -> json.skip();
      }
    }

    private static void readBundle(String member, Json json, Set<CapabilityId> to)
        throws UnreadableResponse {
      if (member.equals("capabilities")) {
        readCapabilities(json, to);
      } else {
        json.skip();
      }
    }

    private static void readCapabilities(Json json, Set<CapabilityId> to)
        throws UnreadableResponse {
      json.items(() -> CapabilityId.parse(json.text()).ifPresent(to::add));
    }

    private static void readSubject(Json json, Set<SubjectId> to) throws UnreadableResponse {
      var subject = Pair.of(json);
      for (SubjectKind kind : SubjectKind.values()) {
        if (kind.word().equals(subject.type()) && subject.id() != null) {
          to.add(new SubjectId(kind, subject.id()));
        }
      }
    }

    Optional<AuditedLoss> loss(String type, Instant at) {
      @Nullable Slug of = role;
      if (of == null) {
        return Optional.empty();
      }
      return switch (type) {
        case UNASSIGNED ->
            Optional.of(new AuditedLoss(at, actor, of, subjects, new TreeSet<>(), false));
        case DELETED ->
            Optional.of(new AuditedLoss(at, actor, of, assignments, capabilities, true));
        case UPDATED -> {
          var lost = new TreeSet<>(before);
          lost.removeAll(after);
          yield Optional.of(new AuditedLoss(at, actor, of, new TreeSet<>(), lost, false));
        }
        default -> Optional.empty();
      };
    }
  }
}
