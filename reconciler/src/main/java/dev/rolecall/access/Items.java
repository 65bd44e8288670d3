package dev.rolecall.access;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import java.util.ArrayList;
import java.util.List;

/** Which roles of a state are capabilities that people can hold without a role. */
record Items(State state, TenantFeatures features) {
  /**
   * The capabilities that people hold who hold this role, as such; none when it is a role of its
   * own. More than one where an area or action has a colon.
   */
  List<CapabilityId> heldDirectly(Slug role) {
    var found = new ArrayList<CapabilityId>();
    String text = role.value();
    if (features.roleArea() != null) {
      for (int at = text.indexOf(':', 1); at > 0; at = text.indexOf(':', at + 1)) {
        if (at < text.length() - 1) {
          var id = new CapabilityId(text.substring(0, at), text.substring(at + 1));
          if (features.asRole(id).isEmpty() && state.has(id)) {
            found.add(id);
          }
        }
      }
    }
    return found;
  }

  /** Whether it is a role, rather than a capability that can be held like one. */
  boolean isRole(Slug role) {
    return heldDirectly(role).isEmpty();
  }
}
