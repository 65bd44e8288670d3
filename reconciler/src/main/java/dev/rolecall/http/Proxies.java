package dev.rolecall.http;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;

/**
 * The proxy that the environment asks for. The loopback is never proxied. NO_PROXY takes {@code *},
 * host names (with their subdomains) and host:port, parted by commas; no address ranges.
 */
record Proxies(Proxy proxy, Authenticator authenticator) {
  private static final Proxies NONE = new Proxies(Proxy.NO_PROXY, Authenticator.NONE);

  static Proxies of(Map<String, String> environment, HttpUrl base) {
    String variable = base.isHttps() ? "HTTPS_PROXY" : "HTTP_PROXY";
    String url = value(environment, variable);
    if (url.isEmpty() || isLoopback(base.host()) || excluded(environment, base)) {
      return NONE;
    }
    URI uri = uri(variable, url);
    int port = uri.getPort() == -1 ? 80 : uri.getPort();
    // Unresolved: the lookup of its name belongs to a try, where failing is retried.
    var address = InetSocketAddress.createUnresolved(uri.getHost(), port);
    return new Proxies(new Proxy(Proxy.Type.HTTP, address), authenticator(uri));
  }

  /** What is wrong with it is not shown: it may hold a password. */
  private static URI uri(String variable, String url) {
    try {
      var uri = new URI(url.contains("://") ? url : "http://" + url);
      if (uri.getHost() != null && uri.getPort() <= 65_535) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below; its message would repeat the text.
    }
    throw new InvalidInputException(
        Problem.error(
                RuleId.BAD_VALUE,
                null,
                "The environment variable %s is not the address of a proxy.".formatted(variable))
            .advising(
                "Write it as http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with odd"
                    + " characters percent-encoded."));
  }

  private static Authenticator authenticator(URI uri) {
    String user = uri.getUserInfo();
    if (user == null) {
      return Authenticator.NONE;
    }
    String[] parts = user.split(":", 2);
    String basic = Credentials.basic(parts[0], parts.length == 2 ? parts[1] : "");
    return (_, response) ->
        response.request().header("Proxy-Authorization") != null
            ? null
            : response.request().newBuilder().header("Proxy-Authorization", basic).build();
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static boolean excluded(Map<String, String> environment, HttpUrl base) {
    return Arrays.stream(value(environment, "NO_PROXY").split(",", -1))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .anyMatch(entry -> matches(entry, base));
  }

  private static boolean matches(String entry, HttpUrl base) {
    if (entry.isEmpty() || entry.equals("*")) {
      return entry.equals("*");
    }
    String host = base.host();
    String name = entry.startsWith("*.") ? entry.substring(1) : entry;
    String port = ":" + base.port();
    if (name.endsWith(port)) {
      name = name.substring(0, name.length() - port.length());
    }
    String plain = name.startsWith(".") ? name.substring(1) : name;
    return host.equals(plain) || host.endsWith("." + plain);
  }

  private static String value(Map<String, String> environment, String name) {
    String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    return lower.isEmpty() ? environment.getOrDefault(name, "") : lower;
  }
}
