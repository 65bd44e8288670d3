package dev.rolecall.http;

import static dev.rolecall.http.Server.failure;
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
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose certificate no public authority signed, directly and through a proxy. */
class TrustedCertificatesTest {
  @TempDir Path folder;

  /** A key and a self-signed certificate for the host {@code tenant.test} and the loopback. */
  private static final HeldCertificate TENANT =
      new HeldCertificate.Builder()
          .commonName("tenant.test")
          .addSubjectAlternativeName("tenant.test")
          .addSubjectAlternativeName("127.0.0.1")
          .build();

  private static MockWebServer serve() throws IOException {
    var web = new MockWebServer();
    web.setDispatcher(new QueueDispatcher());
    web.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(TENANT).build().sslSocketFactory());
    web.start(InetAddress.getLoopbackAddress(), 0);
    return web;
  }

  private void pem(HeldCertificate... certificates) throws IOException {
    var pem = new StringBuilder();
    for (var certificate : certificates) {
      pem.append(certificate.certificatePem());
    }
    Files.writeString(folder.resolve("ca.pem"), pem);
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
    pem(new HeldCertificate.Builder().build(), TENANT);
    try (var web = serve()) {
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
    pem(TENANT);
    try (var web = serve()) {
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
