package dev.rolecall.http;

import static dev.rolecall.http.Server.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.http.Server.Look;
import dev.rolecall.problem.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose certificate no public authority signed, directly and through a proxy. */
class TrustedCertificatesTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  /** A key and a self-signed certificate for the host {@code tenant.test} and the loopback. */
  private KeyStore keys() throws Exception {
    var file = folder.resolve("keys.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var made =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "tenant",
                "-dname",
                "CN=tenant.test",
                "-ext",
                "SAN=dns:tenant.test,ip:127.0.0.1",
                "-validity",
                "2",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(made.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, made.waitFor(), output);
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static MockWebServer serve(KeyStore keys) throws Exception {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    var web = new MockWebServer();
    web.setDispatcher(new QueueDispatcher());
    web.useHttps(context.getSocketFactory());
    web.start(InetAddress.getLoopbackAddress(), 0);
    return web;
  }

  private Path pem(KeyStore keys) throws Exception {
    String base64 =
        Base64.getMimeEncoder().encodeToString(keys.getCertificate("tenant").getEncoded());
    return Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
  }

  private Connection connect(String url, @Nullable Path caFile, Map<String, String> variables) {
    var environment =
        new HttpEnvironment(
            variables, PointedFiles.below(folder), new FakeTime().timing(), 8, Trace.none());
    return new Connection(URI.create(url), caFile, environment, Server.CODES, Server.QUICK);
  }

  private static void answers(MockWebServer web) {
    web.enqueue(Server.json(200, "{\"access_token\":\"a-token\",\"expires_in\":900}"));
    web.enqueue(Server.json(200, "seen"));
  }

  private static String look(Connection connection) throws HttpException {
    return connection.reading(login()).get(new Look("a"));
  }

  private static Login login() {
    return new Login(Server.KEY, RequestTarget.of("oauth2", "token"), Set.of(), null);
  }

  @Test
  void aCaFileIsTrustedAndWithoutItTheTenantIsNot() throws Exception {
    var keys = keys();
    pem(keys);
    try (var web = serve(keys)) {
      String url = "https://127.0.0.1:" + web.getPort();
      answers(web);
      try (var trusting = connect(url, Path.of("ca.pem"), Map.of())) {
        assertEquals("seen", look(trusting));
      }
      try (var strict = connect(url, null, Map.of())) {
        String message = String.valueOf(failure(() -> look(strict)).getMessage());
        assertTrue(
            message.startsWith("could not get a token for client client-a: no answer: TLS: "),
            message);
        assertFalse(message.contains("tried"), message);
      }
    }
  }

  @Test
  void aProxyIsAskedForATunnelWithItsPassword() throws Exception {
    var keys = keys();
    pem(keys);
    try (var web = serve(keys)) {
      web.enqueue(
          new MockResponse.Builder()
              .code(407)
              .addHeader("Proxy-Authenticate", "Basic realm=corp")
              .inTunnel()
              .build());
      web.enqueue(new MockResponse.Builder().inTunnel().build());
      answers(web);
      var environment = Map.of("HTTPS_PROXY", "http://user:pass@127.0.0.1:" + web.getPort());
      try (var proxied = connect("https://tenant.test", Path.of("ca.pem"), environment)) {
        assertEquals("seen", look(proxied));
      }
      assertEquals("CONNECT tenant.test:443 HTTP/1.1", web.takeRequest().getRequestLine());
      var second = web.takeRequest();
      assertEquals("Basic dXNlcjpwYXNz", second.getHeaders().get("Proxy-Authorization"));
      assertEquals(null, second.getHeaders().get("Authorization"));
      assertEquals("POST /oauth2/token HTTP/2", web.takeRequest().getRequestLine());
    }
  }

  @Test
  void aFileThatHoldsNoCertificateIsRefused() throws IOException {
    Files.writeString(folder.resolve("bad.pem"), "-----BEGIN CERTIFICATE-----\nxx\n");
    assertThrows(
        InvalidInputException.class,
        () -> connect("https://127.0.0.1", Path.of("bad.pem"), Map.of()).close());
  }
}
