package dev.rolecall.tenant.api;

import dev.rolecall.tenant.Checkup;
import dev.rolecall.tenant.TenantDoctor;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a tenant says to these credentials: the scopes that a token of theirs may have. */
final class TenantApiDoctor implements TenantDoctor {
  private static final SortedSet<String> PLAN = new TreeSet<>(TenantApi.READ);

  private static final SortedMap<String, String> BESIDE =
      new TreeMap<>(
          Map.of(
              "audit:read",
              "undo asks the audit log of what no commit declared, with plan's credentials",
              "sessions:write",
              "sessions are ended where a policy or an option asks for it, with apply's"
                  + " credentials"));

  private final String who;
  private final TenantReadClient http;
  private final int pageSize;

  /**
   * Sends nothing yet.
   *
   * @param http logged in without asking for a scope, which grants all that the client has
   */
  TenantApiDoctor(String who, TenantReadClient http, int pageSize) {
    this.who = who;
    this.http = http;
    this.pageSize = pageSize;
  }

  @Override
  public Checkup checkup() throws TenantException {
    var held = http.token().scopes();
    var apply = new TreeSet<>(PLAN);
    apply.addAll(TenantApi.WRITE);
    var writing = new TreeSet<>(held);
    writing.removeIf(scope -> scope.endsWith(":read"));
    var facts = new TreeMap<String, String>();
    @Nullable Duration lifetime = null;
    if (held.containsAll(PLAN)) {
      var info = http.get(new TenantInfo.Read());
      lifetime = info.tokenLifetime();
      facts.put("page size", Integer.toString(Math.min(pageSize, info.pageSize())));
      facts.put("batch size", Integer.toString(info.batchSize()));
    }
    return new Checkup(
        who,
        new Checkup.Rights("scopes", held, work(PLAN, held), work(apply, held), writing, BESIDE),
        http.token().issued().orElse(null),
        lifetime,
        facts,
        List.of());
  }

  private static Checkup.Work work(SortedSet<String> needs, Set<String> held) {
    var missing = new TreeSet<>(needs);
    missing.removeAll(held);
    return new Checkup.Work(needs, missing);
  }
}
