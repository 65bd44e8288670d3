package dev.rolecall.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rolecall.problem.InvalidInputException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proxy the environment asks for. */
class ProxiesTest {
  private static final HttpUrl TENANT = HttpUrl.get("https://acme.idp.example.com");

  private static Proxy proxy(Map<String, String> environment, HttpUrl base) {
    return Proxies.of(environment, base).proxy();
  }

  @Test
  void httpsProxyIsUsedForHttps() {
    var address =
        (InetSocketAddress)
            proxy(Map.of("HTTPS_PROXY", "http://proxy.corp:3128"), TENANT).address();
    assertEquals("proxy.corp", address.getHostString());
    assertEquals(3128, address.getPort());
    var lower = (InetSocketAddress) proxy(Map.of("https_proxy", "proxy.corp"), TENANT).address();
    assertEquals(80, lower.getPort());
    assertEquals(Proxy.NO_PROXY, proxy(Map.of("HTTP_PROXY", "http://proxy.corp"), TENANT));
    assertEquals(Proxy.NO_PROXY, proxy(Map.of(), TENANT));
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "example.com, true",
    ".example.com, true",
    "*.example.com, true",
    "ACME.idp.example.com, true",
    "acme.idp.example.com:443, true",
    "'localhost, idp.example.com', true",
    "acme.idp.example.com:8443, false",
    "ample.com, false",
    "other.example.com, false",
    "'', false",
  })
  void noProxyExcludes(String list, boolean excluded) {
    var proxy = proxy(Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", list), TENANT);
    assertEquals(excluded, proxy.equals(Proxy.NO_PROXY), list);
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:8080", "http://localhost", "http://[::1]:1"})
  void theLoopbackIsNeverProxied(String url) {
    var environment = Map.of("HTTP_PROXY", "http://proxy:1", "HTTPS_PROXY", "http://proxy:1");
    assertEquals(Proxy.NO_PROXY, proxy(environment, HttpUrl.get(url)));
  }

  @Test
  void aProxyWithoutAHostIsRefusedWithoutShowingItsPassword() {
    var e =
        assertThrows(
            InvalidInputException.class,
            () -> proxy(Map.of("HTTPS_PROXY", "http://user:geheim@"), TENANT));
    assertEquals(false, String.valueOf(e).contains("geheim"));
  }
}
