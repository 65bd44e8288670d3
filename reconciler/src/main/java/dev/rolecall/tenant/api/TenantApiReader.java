package dev.rolecall.tenant.api;

import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.model.TokenSubject;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Reads a tenant over its API, in as few requests as its pages need. Holds nothing that writes. */
public final class TenantApiReader implements TenantReader {
  private final TenantReadClient http;
  private final int pageSize;
  private final int parallelism;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TenantInfo info;
  private @Nullable MembersRead members;

  /**
   * Sends nothing yet.
   *
   * @param pageSize wanted; the tenant's own limit stays the limit
   * @param parallelism most listings worth reading at once
   */
  TenantApiReader(TenantReadClient http, int pageSize, int parallelism) {
    this.http = http;
    this.pageSize = pageSize;
    this.parallelism = parallelism;
  }

  @Override
  public LiveState read(Extent extent) throws TenantException {
    var known = info();
    members = null; // of a state that is past
    return new TenantRead(http, known, RequestSizing.of(known, pageSize, parallelism)).read(extent);
  }

  @Override
  public People people(Audience audience) throws TenantException {
    if (audience.groups().isEmpty()) {
      return People.nobody(); // the users of every role were read
    }
    @Nullable MembersRead read = members;
    if (read == null) {
      var known = info();
      read = new MembersRead(http, known, RequestSizing.of(known, pageSize, parallelism));
      members = read;
    }
    return read.read(audience.groups());
  }

  @Override
  public TokenSubject subject() throws TenantException {
    return http.subject();
  }

  @Override
  public TenantFacts facts() throws TenantException {
    return new TenantFacts(
        info().tokenLifetime(), http.token().clockOffset().orElse(null), info().endsSessions());
  }

  private TenantInfo info() throws TenantException {
    lock.lock();
    try {
      var known = info;
      if (known == null) {
        known = http.get(new TenantInfo.Read());
        info = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }
}
