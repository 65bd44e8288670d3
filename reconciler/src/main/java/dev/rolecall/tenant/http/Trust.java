package dev.rolecall.tenant.http;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities of the JDK, and those of a {@code ca-file} besides. */
record Trust(SSLSocketFactory sockets, X509TrustManager manager) {

  /** The file is PEM, with one certificate or more. */
  static Trust withFile(Path file) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int n = 0;
      for (var known : manager(null).getAcceptedIssuers()) {
        store.setCertificateEntry("jdk-" + n++, known);
      }
      try (var in = Files.newInputStream(file)) {
        for (var own : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry("file-" + n++, own);
        }
      }
      var manager = manager(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return new Trust(context.getSocketFactory(), manager);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.UNREADABLE_FILE,
                  null,
                  "The ca-file %s cannot be read as PEM certificates.".formatted(file))
              .advising("Check the path, and that it holds BEGIN CERTIFICATE blocks."));
    }
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }
}
