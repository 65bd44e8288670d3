package dev.rolecall.http;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
record TrustedCertificates(SSLSocketFactory sockets, X509TrustManager manager) {

  /** The largest file that is read, in bytes. */
  private static final int LARGEST = 16 * 1024 * 1024;

  /** The file is PEM, with one certificate or more. */
  static TrustedCertificates withFile(String file, PointedFiles files) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int n = 0;
      for (var known : manager(null).getAcceptedIssuers()) {
        store.setCertificateEntry("jdk-" + n++, known);
      }
      var pem = new ByteArrayInputStream(bytes(file, files));
      for (var own : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("file-" + n++, own);
      }
      var manager = manager(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return new TrustedCertificates(context.getSocketFactory(), manager);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.UNREADABLE_FILE,
                  null,
                  "The ca-file %s cannot be read as PEM certificates%s."
                      .formatted(file, e instanceof IOException ? ": " + e.getMessage() : ""))
              .advising("Check the path, and that it holds BEGIN CERTIFICATE blocks."));
    }
  }

  private static byte[] bytes(String file, PointedFiles files) throws IOException {
    try (var in = files.open(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new InvalidInputException(
            Problem.error(
                    RuleId.UNREADABLE_FILE,
                    null,
                    "The ca-file %s is larger than 16 MiB.".formatted(file))
                .advising("Check the path; the certificates of all authorities take less."));
      }
      return bytes;
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
