package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.RequestTarget;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.AssignmentWrite.Op;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantWriteClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Role mappings: one call for all roles that one subject gets, or loses, in one container. */
final class RoleMappingWriter {
  /** What goes in one call. */
  private record Batch(Op op, Subject subject, String client) {}

  /** One write of such a call, and where its outcome belongs. */
  private record Item(int at, AssignmentWrite write, RoleIndex.Ref role) {}

  private final TenantWriteClient http;
  private final Paths paths;
  private final RoleLookup roles;

  RoleMappingWriter(TenantWriteClient http, Paths paths, RoleLookup roles) {
    this.http = http;
    this.paths = paths;
    this.roles = roles;
  }

  /** One entry per write, in its order: empty when it is in effect, otherwise why not. */
  List<Optional<TenantException>> write(List<AssignmentWrite> writes) throws TenantException {
    var slugs = new TreeSet<Slug>();
    writes.forEach(write -> slugs.add(write.role()));
    roles.seek(slugs);
    var outcomes =
        new ArrayList<Optional<TenantException>>(
            Collections.nCopies(writes.size(), Optional.empty()));
    var batches = batches(writes, outcomes);
    var tasks = new ArrayList<Parallel.Task>();
    batches.forEach((batch, items) -> tasks.add(() -> send(batch, items, outcomes)));
    Parallel.run(tasks);
    return List.copyOf(outcomes);
  }

  private Map<Batch, List<Item>> batches(
      List<AssignmentWrite> writes, List<Optional<TenantException>> outcomes)
      throws TenantException {
    var batches = new LinkedHashMap<Batch, List<Item>>();
    for (int i = 0; i < writes.size(); i++) {
      var write = writes.get(i);
      var role = roles.index().role(write.role());
      if (role.isEmpty()) {
        outcomes.set(
            i, Optional.of(RoleLookup.refused(write.doing(), "404 unknown_role " + write.role())));
        continue;
      }
      var ref = role.get();
      var batch = new Batch(write.op(), write.subject(), ref.ofClient() ? ref.container() : "");
      batches.computeIfAbsent(batch, _ -> new ArrayList<>()).add(new Item(i, write, ref));
    }
    return batches;
  }

  /** Keycloak does all of a call or nothing: when it refuses several, each is tried by itself. */
  private void send(Batch batch, List<Item> items, List<Optional<TenantException>> outcomes) {
    try {
      http.send(call(batch, items));
    } catch (TenantException e) {
      if (items.size() > 1 && e.kind() == TenantException.Kind.REFUSED) {
        items.forEach(item -> send(batch, List.of(item), outcomes));
      } else {
        synchronized (outcomes) {
          items.forEach(item -> outcomes.set(item.at(), Optional.of(e)));
        }
      }
    }
  }

  private AdminWrite call(Batch batch, List<Item> items) {
    var subject = batch.subject();
    RequestTarget kind =
        switch (subject.kind()) {
          case USER -> paths.users();
          case GROUP -> paths.groups();
        };
    String first = items.getFirst().write().doing();
    String doing = items.size() == 1 ? first : first + " and %d more".formatted(items.size() - 1);
    return AdminWrite.list(
        doing,
        batch.op() == Op.ADD,
        Paths.mappings(kind.then(subject.id()), batch.client()),
        new NonEmptyRoles(items.stream().map(Item::role).distinct().toList()));
  }
}
