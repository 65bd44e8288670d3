package dev.rolecall.tenant.api;

import dev.rolecall.http.Json;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds users and groups into the pool, as many to a request as fit. Every e-mail is asked for,
 * also one that a holder has: another account may have it too. A group's slug is its own.
 */
final class LookUps {
  private final TenantReadClient http;
  private final TenantInfo info;
  private final RequestSizing sizes;
  private final Interner pool;

  LookUps(TenantReadClient http, TenantInfo info, RequestSizing sizes, Interner pool) {
    this.http = http;
    this.info = info;
    this.sizes = sizes;
    this.pool = pool;
  }

  /** What can be asked before anything is known. */
  List<Parallel.Task> ofUsers(SubjectLookups wanted) {
    return wanted.ofHolders() ? List.of() : users("email", emails(wanted.names()));
  }

  private static Set<String> emails(Set<SubjectName> names) {
    var emails = new TreeSet<String>();
    for (SubjectName name : names) {
      if (name.kind() == SubjectKind.USER) {
        emails.add(name.folded().name());
      }
    }
    return emails;
  }

  /** Groups that no holder is, and the ids that nobody met so far has. */
  List<Parallel.Task> ofTheRest(SubjectLookups wanted, Collection<List<Subject>> holders) {
    var ids = new TreeSet<>(wanted.allIds());
    ids.removeIf(pool::has);
    var tasks = new ArrayList<>(groups("slug", pool.unmet(wanted.names())));
    if (wanted.ofHolders()) {
      tasks.addAll(users("email", emails(wanted.names(holders))));
    }
    tasks.addAll(users("id", of(ids, SubjectKind.USER)));
    tasks.addAll(groups("id", of(ids, SubjectKind.GROUP)));
    return tasks;
  }

  private static List<String> of(Set<SubjectId> ids, SubjectKind kind) {
    return ids.stream().filter(id -> id.kind() == kind).map(SubjectId::id).toList();
  }

  private List<Parallel.Task> users(String by, Collection<String> values) {
    return tasks("users", by, values, pool::user);
  }

  private List<Parallel.Task> groups(String by, Collection<String> values) {
    return tasks("groups", by, values, pool::group);
  }

  private List<Parallel.Task> tasks(
      String what, String by, Collection<String> values, Json.Shape<Subject> shape) {
    return sizes.targets(TenantRead.path(what), by, values, info.count(what)).stream()
        .map(target ->
            Listing.task(
                http, Listing.first("look up " + what, target, sizes.pageSize(), shape), _ -> {}))
        .toList();
  }
}
