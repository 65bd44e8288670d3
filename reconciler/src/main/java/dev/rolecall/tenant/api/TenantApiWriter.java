package dev.rolecall.tenant.api;

import dev.rolecall.http.Body;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.Json;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.RoleEdit;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantWriter;
import dev.rolecall.tenant.WriteKey;
import dev.rolecall.tenant.provider.TenantWriteClient;
import java.util.List;
import java.util.Optional;

/** Writes to a tenant over its API; each write carries its key as Idempotency-Key. */
public final class TenantApiWriter implements TenantWriter {
  /** Users whose sessions one request of the contract ends. */
  private static final int SESSIONS = 500;

  private final TenantWriteClient http;
  private final int batchSize;

  TenantApiWriter(TenantWriteClient http, int batchSize) {
    this.http = http;
    this.batchSize = batchSize;
  }

  private static RequestTarget path(String... more) {
    return RequestTarget.of("api", "v1").then(more);
  }

  private static RequestTarget capability(CapabilityId id) {
    return path("capabilities", id.area(), id.action());
  }

  @Override
  public void createCapability(CapabilityDefinition capability, WriteKey key)
      throws TenantException {
    String doing = "create capability " + capability.id();
    var body = Bodies.newCapability(capability);
    http.send(ApiWrite.plain(doing, "POST", path("capabilities"), key, body));
  }

  @Override
  public void editCapability(CapabilityDefinition capability, WriteKey key) throws TenantException {
    String doing = "edit capability " + capability.id();
    var body = Bodies.capabilityEdit(capability);
    http.send(ApiWrite.plain(doing, "PATCH", capability(capability.id()), key, body));
  }

  @Override
  public void removeCapability(CapabilityId id, WriteKey key) throws TenantException {
    http.send(
        ApiWrite.plain("remove capability " + id, "DELETE", capability(id), key, Body.none()));
  }

  @Override
  public void createRole(RoleDefinition role, WriteKey key) throws TenantException {
    String doing = "create role " + role.slug();
    http.send(ApiWrite.plain(doing, "POST", path("roles"), key, Bodies.newRole(role)));
  }

  @Override
  public Optional<String> editRole(RoleEdit edit, WriteKey key) throws TenantException {
    var headers = ApiWrite.keyed(key);
    if (edit.version() != null) {
      headers.put("If-Match", edit.version());
    }
    var target = path("roles", edit.slug().value());
    return http.send(
        new ApiWrite<>(
            "edit role " + edit.slug(),
            "PATCH",
            target,
            headers,
            Bodies.roleEdit(edit),
            TenantApiWriter::version));
  }

  private static Optional<String> version(HttpResponse response) throws UnreadableResponse {
    var header = response.header("ETag");
    return header.isPresent()
        ? header
        : Optional.ofNullable(
            Json.read(response, json -> JsonDecoders.data(json, JsonDecoders::role)).version());
  }

  @Override
  public void retireRole(Slug slug, WriteKey key) throws TenantException {
    var target = path("roles", slug.value());
    http.send(ApiWrite.plain("retire role " + slug, "DELETE", target, key, Body.none()));
  }

  @Override
  public List<Optional<TenantException>> write(List<AssignmentWrite> batch, WriteKey key)
      throws TenantException {
    if (batch.isEmpty() || batch.size() > batchSize) {
      throw new IllegalArgumentException("a batch has 1 to " + batchSize + " writes");
    }
    String first = batch.getFirst().doing();
    String doing =
        batch.size() == 1 ? first : "write " + batch.size() + " assignments, first " + first;
    return http.send(
        new ApiWrite<>(
            doing,
            "POST",
            path("role-assignments", "batch"),
            ApiWrite.keyed(key),
            Bodies.batch(batch),
            BatchResponse.ofAssignments(batch)::read));
  }

  @Override
  public List<Optional<TenantException>> endSessions(List<Subject> users, WriteKey key)
      throws TenantException {
    if (users.isEmpty() || users.size() > sessionBatchSize()) {
      throw new IllegalArgumentException("a batch has 1 to " + sessionBatchSize() + " users");
    }
    String first = "end the sessions of " + users.getFirst();
    String doing =
        users.size() == 1
            ? first
            : "end the sessions of " + users.size() + " users, first " + users.getFirst();
    return http.send(
        new ApiWrite<>(
            doing,
            "POST",
            path("sessions", "revoke"),
            ApiWrite.keyed(key),
            Bodies.users(users),
            BatchResponse.ofSessions(users)::read));
  }

  @Override
  public int sessionBatchSize() {
    return Math.min(batchSize, SESSIONS);
  }

  @Override
  public int batchSize() {
    return batchSize;
  }
}
