package dev.rolecall.model;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which tenant a record is of, whatever {@code rolecall.yaml} calls it. Holds no secret.
 *
 * @param provider the word in {@code rolecall.yaml}
 * @param url without user info, query, fragment and a slash at the end
 * @param realm null where the provider has none
 */
public record TenantIdentity(String provider, String url, @Nullable String realm) {

  public static TenantIdentity of(Provider provider, URI url, @Nullable String realm) {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    return new TenantIdentity(
        provider.word(), "%s://%s%s%s".formatted(url.getScheme(), host, port, path), realm);
  }

  @Override
  public String toString() {
    return "%s %s%s".formatted(provider, url, realm == null ? "" : " realm " + realm);
  }
}
