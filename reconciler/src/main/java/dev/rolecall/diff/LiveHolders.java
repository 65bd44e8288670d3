package dev.rolecall.diff;

import dev.rolecall.model.Grant;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds a role in the tenant, of one kind of subject.
 *
 * @param held by id, since a subject is its id: names only find it
 * @param granted the ids that git granted it, whether or not they hold it still
 */
record LiveHolders(Slug role, SubjectKind kind, Map<String, Subject> held, Set<String> granted) {

  static LiveHolders of(DiffInputs inputs, Slug role, SubjectKind kind) {
    List<Subject> holders = inputs.live().holders(role, kind);
    Map<String, Subject> held = LinkedHashMap.newLinkedHashMap(holders.size());
    holders.forEach(holder -> held.putIfAbsent(holder.id(), holder));
    return new LiveHolders(role, kind, held, inputs.record().granted().of(role, kind));
  }

  Grant grant(String id) {
    return new Grant(role, kind, id);
  }
}
