package dev.rolecall.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a user names may be endless, or larger than any memory. */
@Tag("e2e")
final class EndlessFilesTest {
  private static final String ENDLESS = "/dev/zero";

  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  private static Cli.Ran refused(Cli.Ran ran, String... texts) {
    return ran.ended(ExitCode.INVALID_INPUT).says(texts).saysNot("\tat ", "OutOfMemory");
  }

  /** Takes no room on the disk. */
  private Path huge(long bytes) throws IOException {
    Path file = folder.resolve("huge");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    return file;
  }

  @Test
  void aPlan() throws IOException {
    refused(repo.cli().run("apply", "--plan", ENDLESS), "/dev/zero", "plan-file", "plan --out");
    Path huge = huge((1L << 30) + 1);
    refused(repo.cli().run("apply", "--plan", huge.toString()), "plan-file", "plan --out");
  }

  @Test
  void aSecret() throws IOException {
    repo.edit("rolecall.yaml", "{ env: ROLECALL_CLIENT_SECRET }", "{ file: secret.txt }");
    Path secret = repo.file("secret.txt");
    Files.writeString(secret, Cli.SECRET + "\n");
    repo.cli().run("plan").ended(ExitCode.DONE);
    Files.delete(secret);
    Files.createSymbolicLink(secret, Path.of(ENDLESS));
    refused(repo.cli().run("plan"), "secret.txt", "larger than 64 KiB");
    Files.delete(secret);
    Files.createDirectory(secret);
    refused(repo.cli().run("plan"), "secret.txt", "cannot be read");
  }

  @Test
  void aCertificateAuthority() throws IOException {
    Files.createSymbolicLink(repo.file("ca.pem"), Path.of(ENDLESS));
    repo.edit("rolecall.yaml", "    url:", "    ca-file: ca.pem\n    url:");
    refused(repo.cli().run("plan"), "ca.pem", "larger than 16 MiB");
  }

  @Test
  void aSeed() {
    refused(repo.cli().run("sandbox", "--seed", ENDLESS), "/dev/zero", "16 MiB");
  }
}
