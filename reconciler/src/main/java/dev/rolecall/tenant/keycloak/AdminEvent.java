package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.AuditedLoss;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A removal that an administrator made, or a program with an administrator's rights.
 *
 * @param actor id of the account that did it; empty: the realm does not say
 * @param path {@code users/ID/role-mappings/realm}, {@code roles-by-id/ID/composites}
 * @param roles ids of the roles that were taken; null: the realm does not keep that
 */
record AdminEvent(Instant at, String actor, String path, @Nullable List<String> roles) {
  static final List<String> RESOURCES =
      List.of("REALM_ROLE_MAPPING", "CLIENT_ROLE_MAPPING", "REALM_ROLE", "CLIENT_ROLE");

  static AdminEvent of(Json json) throws UnreadableResponse {
    Instant at = null;
    String actor = "";
    String path = null;
    @Nullable String representation = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "time" -> at = Instant.ofEpochMilli(json.count());
        case "authDetails" -> actor = account(json);
        case "resourcePath" -> path = json.text();
        case "representation" -> representation = json.textOrNull();
        default -> json.skip();
      }
    }
    return new AdminEvent(
        json.need(at, "time"), actor, json.need(path, "resourcePath"), ids(representation));
  }

  private static String account(Json json) throws UnreadableResponse {
    String id = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      if (name.equals("userId")) {
        id = json.textOrNull();
      } else {
        json.skip();
      }
    }
    return Objects.requireNonNullElse(id, "");
  }

  /** A representation is JSON in a text. */
  private static @Nullable List<String> ids(@Nullable String representation)
      throws UnreadableResponse {
    if (representation == null || !representation.startsWith("[")) {
      return null;
    }
    return Json.read(
        representation.getBytes(StandardCharsets.UTF_8),
        json -> {
          var ids = new ArrayList<String>();
          json.items(() ->
              json.members(member -> {
                if (member.equals("id")) {
                  ids.add(json.text());
                } else {
                  json.skip();
                }
              }));
          return ids;
        });
  }

  /** Tells two of them apart. */
  String key() {
    return at + " " + path + " " + roles;
  }

  /** Whether it is about roles of somebody, or in a role, and does not say which. */
  boolean isSilent() {
    return roles == null && (path.contains("/role-mappings") || path.endsWith("/composites"));
  }

  /** Of roles that are there. */
  List<AuditedLoss> losses(RoleIndex index) {
    @Nullable List<String> taken = roles;
    if (taken == null) {
      return List.of();
    }
    String[] parts = path.split("/");
    if (parts.length >= 3 && parts[2].equals("role-mappings")) {
      return holder(parts).map(holder -> unassigned(taken, holder, index)).orElse(List.of());
    }
    boolean inside =
        parts.length == 3 && parts[0].equals("roles-by-id") && parts[2].equals("composites");
    return inside
        ? index.named(parts[1]).map(role -> unbundled(taken, role, index)).stream().toList()
        : List.of();
  }

  private static Optional<SubjectId> holder(String[] parts) {
    return switch (parts[0]) {
      case "users" -> Optional.of(new SubjectId(SubjectKind.USER, parts[1]));
      case "groups" -> Optional.of(new SubjectId(SubjectKind.GROUP, parts[1]));
      default -> Optional.empty();
    };
  }

  private List<AuditedLoss> unassigned(List<String> taken, SubjectId holder, RoleIndex index) {
    return taken.stream()
        .flatMap(id -> index.named(id).stream())
        .map(role ->
            new AuditedLoss(
                at,
                actor,
                new Slug(role.slug()),
                new TreeSet<>(List.of(holder)),
                new TreeSet<>(),
                false))
        .toList();
  }

  private AuditedLoss unbundled(List<String> taken, RoleName from, RoleIndex index) {
    var capabilities = new TreeSet<CapabilityId>();
    taken.forEach(id -> index.named(id).ifPresent(role -> capabilities.add(role.capability())));
    return new AuditedLoss(at, actor, new Slug(from.slug()), new TreeSet<>(), capabilities, false);
  }
}
