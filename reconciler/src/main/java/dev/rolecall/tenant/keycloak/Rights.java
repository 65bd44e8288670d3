package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What credentials may do in a realm: roles of the client that administers it. Keycloak often
 * answers a missing right with an empty list, so that nothing else than the rights can tell.
 *
 * @param client whose roles these are, for example {@code realm-management}
 */
record Rights(String client, SortedSet<String> held) {
  /** Any of these is one right: who may manage may look. */
  enum Need {
    VIEW_REALM("view-realm", "manage-realm"),
    VIEW_USERS("view-users", "manage-users"),
    VIEW_CLIENTS("view-clients", "manage-clients"),
    VIEW_EVENTS("view-events", "manage-events"),
    MANAGE_REALM("manage-realm"),
    MANAGE_USERS("manage-users"),
    MANAGE_CLIENTS("manage-clients");

    /** What reading everything takes. */
    static final List<Need> PLAN = List.of(VIEW_REALM, VIEW_USERS, VIEW_CLIENTS);

    /** What writing everything takes. */
    static final List<Need> APPLY = List.of(MANAGE_REALM, MANAGE_USERS, MANAGE_CLIENTS);

    /** What the partial export takes. */
    private static final List<Need> EXPORT = List.of(MANAGE_REALM, MANAGE_USERS, VIEW_CLIENTS);

    private final String word;
    private final String more;

    /** The role that is this right and no more, and the one that has it beside others. */
    Need(String word, String more) {
      this.word = word;
      this.more = more;
    }

    Need(String word) {
      this(word, word);
    }

    /** The least of the roles that are this right. */
    String word() {
      return word;
    }
  }

  Rights {
    held = Collections.unmodifiableSortedSet(new TreeSet<>(held));
  }

  boolean has(Need need) {
    return held.contains(need.word) || held.contains(need.more);
  }

  boolean mayExport() {
    return Need.EXPORT.stream().allMatch(this::has);
  }

  SortedSet<String> missing(Collection<Need> needs) {
    var missing = new TreeSet<String>();
    needs.stream().filter(need -> !has(need)).forEach(need -> missing.add(need.word()));
    return missing;
  }

  /** Those that change something. */
  SortedSet<String> writing() {
    var writing = new TreeSet<>(held);
    writing.removeIf(right -> right.startsWith("view-") || right.startsWith("query-"));
    return writing;
  }

  /**
   * The rights that a token names.
   *
   * @param claims the JSON of a token's claims
   * @return null for a token without any roles in it, which may still have them: a lightweight
   *     access token leaves them out, as do those of {@code admin-cli}
   */
  static @Nullable Rights of(byte[] claims, RealmSettings scope) throws UnreadableResponse {
    var held = new ArrayList<String>();
    boolean says =
        Json.read(
            claims,
            json -> {
              boolean roles = false;
              json.object();
              for (String claim = json.member(); claim != null; claim = json.member()) {
                switch (claim) {
                  case "realm_access" -> {
                    roles = true;
                    json.skip();
                  }
                  case "resource_access" -> {
                    roles = true;
                    json.members(client -> add(client, json, scope, held));
                  }
                  default -> json.skip();
                }
              }
              return roles;
            });
    return says ? new Rights(scope.rightsClient(), new TreeSet<>(held)) : null;
  }

  private static void add(String client, Json json, RealmSettings scope, List<String> held)
      throws UnreadableResponse {
    if (!client.equals(scope.rightsClient())) {
      json.skip();
      return;
    }
    json.members(member -> {
      if (member.equals("roles")) {
        json.items(() -> held.add(json.text()));
      } else {
        json.skip();
      }
    });
  }
}
