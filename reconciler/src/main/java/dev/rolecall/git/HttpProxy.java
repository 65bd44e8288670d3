package dev.rolecall.git;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/** The proxy to a remote: {@code http.proxy}, or the usual variables; none for the loopback. */
final class HttpProxy {
  private HttpProxy() {}

  /**
   * The proxy for this address.
   *
   * @throws IOException for one that is none; it is not quoted, it may hold a password
   */
  static Proxy of(URI uri, RemoteAccess access, Config config) throws IOException {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    @Nullable String none = either(access, "no_proxy");
    if (host.equals("localhost") || host.startsWith("127.") || listed(host, none)) {
      return Proxy.NO_PROXY;
    }
    @Nullable String proxy = config.getString("http", null, "proxy");
    if (proxy == null) {
      proxy = either(access, uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
    }
    if (proxy == null) {
      proxy = either(access, "all_proxy");
    }
    if (proxy == null || proxy.isBlank()) {
      return Proxy.NO_PROXY;
    }
    try {
      URI at = new URI(proxy.contains("://") ? proxy : "http://" + proxy);
      int port = at.getPort() > 0 ? at.getPort() : 1080;
      Proxy.Type type = at.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
      return new Proxy(type, InetSocketAddress.createUnresolved(at.getHost(), port));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("the proxy for it is none: see http.proxy and HTTPS_PROXY", e);
    }
  }

  private static @Nullable String either(RemoteAccess access, String lower) {
    @Nullable String value = access.variable(lower);
    return value == null ? access.variable(lower.toUpperCase(Locale.ROOT)) : value;
  }

  private static boolean listed(String host, @Nullable String list) {
    if (list == null) {
      return false;
    }
    for (String entry : list.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      String name = entry.replaceFirst("^\\*?\\.", "").replaceFirst(":[0-9]+$", "");
      if (entry.equals("*")
          || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))) {
        return true;
      }
    }
    return false;
  }
}
