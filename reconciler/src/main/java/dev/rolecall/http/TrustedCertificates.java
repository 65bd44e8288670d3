package dev.rolecall.http;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import okhttp3.tls.HandshakeCertificates;

/** The certificate authorities of the JDK, and those of a {@code ca-file} besides. */
final class TrustedCertificates {
  /** The largest file that is read, in bytes. */
  private static final int LARGEST = 16 * 1024 * 1024;

  private TrustedCertificates() {}

  /** The file is PEM, with one certificate or more. */
  static HandshakeCertificates withFile(String file, PointedFiles files) {
    try {
      var trusted = new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
      var pem = new ByteArrayInputStream(bytes(file, files));
      for (var own : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.addTrustedCertificate((X509Certificate) own);
      }
      return trusted.build();
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
}
