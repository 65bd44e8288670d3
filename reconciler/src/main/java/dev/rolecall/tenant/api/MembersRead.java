package dev.rolecall.tenant.api;

import dev.rolecall.http.ErrorResponse;
import dev.rolecall.http.Get;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.Page;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.Parallel;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The users of groups, many groups to a listing, each group once. Whether an account is disabled it
 * does not say.
 */
final class MembersRead {
  private final TenantReadClient http;
  private final TenantInfo info;
  private final RequestSizing sizes;
  private final Interner pool = new Interner();
  private final Map<String, List<Subject>> members = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> unread = new HashSet<>();

  /** Whether the members of all groups were read. */
  private boolean whole;

  MembersRead(TenantReadClient http, TenantInfo info, RequestSizing sizes) {
    this.http = http;
    this.info = info;
    this.sizes = sizes;
  }

  People read(Set<String> groups) throws TenantException {
    var more = new TreeSet<>(groups);
    more.removeAll(asked);
    if (!more.isEmpty() && !whole) {
      ask(more);
    }
    var found = new TreeMap<>(members);
    found.keySet().retainAll(groups);
    var hidden = new TreeSet<>(unread);
    hidden.retainAll(groups);
    var none = new TreeSet<String>();
    return new People(found, new TreeMap<Slug, List<Subject>>(), none, none, hidden);
  }

  private void ask(Set<String> groups) throws TenantException {
    var refused = new AtomicBoolean();
    var tasks = new ArrayList<Parallel.Task>();
    var path = TenantRead.path("group-memberships");
    List<RequestTarget> targets = sizes.targets(path, "group", groups, info.count("memberships"));
    boolean all = targets.equals(List.of(path));
    if (all) {
      members.clear();
    }
    for (var target : targets) {
      tasks.add(() -> list(target, refused));
    }
    Parallel.run(tasks);
    asked.addAll(groups);
    whole = all && !refused.get();
    if (refused.get()) {
      unread.addAll(groups);
    }
  }

  private void list(RequestTarget target, AtomicBoolean refused) throws TenantException {
    var first = Listing.first("list members of groups", target, sizes.pageSize(), this::membership);
    http.pages(new Allowed(first, refused), page -> page.items().forEach(this::add));
  }

  private synchronized void add(Membership one) {
    members.computeIfAbsent(one.group(), _ -> new ArrayList<>()).add(one.user());
  }

  private record Membership(String group, Subject user) {}

  private Membership membership(Json json) throws UnreadableResponse {
    String group = null;
    Subject user = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "group_id" -> group = json.id();
        case "user" -> user = pool.user(json);
        default -> json.skip();
      }
    }
    return new Membership(json.need(group, "group_id"), json.need(user, "user"));
  }

  /** A listing that these credentials may not see has no page. */
  private record Allowed(Get<Page<Membership>> listing, AtomicBoolean refused)
      implements Get<Page<Membership>> {
    private static final int FORBIDDEN = 403;

    @Override
    public String doing() {
      return listing.doing();
    }

    @Override
    public RequestTarget target() {
      return listing.target();
    }

    @Override
    public Page<Membership> read(HttpResponse response) throws UnreadableResponse {
      return listing.read(response);
    }

    @Override
    public Optional<Page<Membership>> accept(ErrorResponse refusal) {
      if (refusal.status() == FORBIDDEN) {
        refused.set(true);
        return Optional.of(new Page<>(List.of(), null));
      }
      return listing.accept(refusal);
    }
  }
}
