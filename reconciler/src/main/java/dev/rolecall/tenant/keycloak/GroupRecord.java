package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group as Keycloak shows it.
 *
 * @param path from the top, for example {@code /support/emea}
 * @param roles those that it holds directly
 * @param below its subgroups, as far as the answer has them
 * @param countBelow how many subgroups it has, in the answer or not
 * @param parent id of the group that it is in; null: in none, or it was not said yet
 */
record GroupRecord(
    String id,
    String path,
    List<RoleName> roles,
    List<GroupRecord> below,
    int countBelow,
    @Nullable String parent) {

  static GroupRecord of(Json json) throws UnreadableResponse {
    String id = null;
    String path = null;
    int count = 0;
    var roles = new ArrayList<RoleName>();
    List<GroupRecord> below = List.of();
    json.object();
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "id" -> id = json.id();
        case "path" -> path = json.text();
        case "realmRoles" -> json.items(() -> roles.add(new RoleName(null, json.text())));
        case "clientRoles" ->
            json.members(client -> json.items(() -> roles.add(new RoleName(client, json.text()))));
        case "subGroups" -> below = AdminGet.items(json, GroupRecord::of);
        case "subGroupCount" -> count = json.number();
        default -> json.skip();
      }
    }
    return new GroupRecord(
        json.need(id, "id"), json.need(path, "path"), List.copyOf(roles), below, count, null);
  }

  /** The same, in that group. */
  GroupRecord in(GroupRecord group) {
    return new GroupRecord(id, path, roles, below, countBelow, group.id());
  }

  /** This group and all below it that the answer has. */
  void flatten(List<GroupRecord> into) {
    into.add(this);
    below.forEach(group -> group.in(this).flatten(into));
  }
}
