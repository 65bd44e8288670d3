package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.Slug;
import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a realm says of itself.
 *
 * @param defaultRole id of the role that Keycloak gives to every new user
 * @param sharedEmails whether two users may have one e-mail
 * @param keepsEvents whether it keeps admin events
 * @param attributes all of them, because a write replaces them all
 */
record RealmFacts(
    Duration tokenLifetime,
    @Nullable String defaultRole,
    boolean sharedEmails,
    boolean keepsEvents,
    SortedMap<String, String> attributes) {

  SortedSet<Slug> retired() throws UnreadableResponse {
    return RetiredSlugsAttribute.read(attributes.get(RetiredSlugsAttribute.ATTRIBUTE));
  }

  /** Collects the members of a realm representation that count. */
  static final class Builder {
    private @Nullable Integer lifetime;
    private @Nullable String defaultRole;
    private boolean sharedEmails;
    private boolean keepsEvents;
    private final SortedMap<String, String> attributes = new TreeMap<>();

    /** Reads the member at which the walk stands, or leaves it unread and returns false. */
    boolean take(String member, Json json) throws UnreadableResponse {
      switch (member) {
        case "accessTokenLifespan" -> lifetime = json.number();
        case "duplicateEmailsAllowed" -> sharedEmails = json.flag();
        case "adminEventsEnabled" -> keepsEvents = json.flag();
        case "defaultRole" -> defaultRole = RoleRecord.of(json).id();
        case "attributes" -> json.members(name -> put(name, json.textOrNull()));
        default -> {
          return false;
        }
      }
      return true;
    }

    private void put(String name, @Nullable String value) {
      if (value != null) {
        attributes.put(name, value);
      }
    }

    /** Null when the answer is the short one for clients that may not see the realm. */
    @Nullable RealmFacts build() {
      return lifetime == null
          ? null
          : new RealmFacts(
              Duration.ofSeconds(lifetime), defaultRole, sharedEmails, keepsEvents, attributes);
    }
  }
}
