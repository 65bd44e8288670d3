package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of {@code rolecall.yaml}.
 *
 * @param credentials for reading: plan, drift, import, catalogue
 * @param applyCredentials for writing; null: the same as for reading
 * @param files globs; empty: the default folders
 * @param options the provider's own settings, as text: audience, ca-file, clients (one a line),
 *     login-realm, page-size, realm
 */
public record TenantSettings(
    String name,
    Endpoint endpoint,
    Credentials credentials,
    @Nullable Credentials applyCredentials,
    List<String> files,
    SortedMap<String, String> options) {
  public TenantSettings {
    files = List.copyOf(files);
  }

  /** Where the tenant is, and of which kind. */
  public record Endpoint(Provider provider, URI url, SourceRef at) {}
}
