package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tenant dies in the middle of a run, and comes back with what it had committed. */
@Tag("e2e")
final class KilledTenantTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "killed {1} write {0}")
  @CsvSource({"1, BEFORE", "1, AFTER", "4, AFTER", "7, BEFORE"})
  void theNextRunConverges(int write, RecordingProxy.Moment moment) {
    String[] options = {
      "--data", folder.resolve("tenant.db").toString(), "--seed", Tenant.acmeSeed().toString()
    };
    try (var first = SandboxProcess.start(options);
        var proxy =
            RecordingProxy.of(
                first.url(),
                (number, when) -> {
                  if (number == write && when == moment) {
                    first.kill();
                  }
                });
        var repo = RolesRepo.acme(folder.resolve("acme"), proxy.url())) {
      Cli.Ran ran = repo.cli().run("apply", "--approve");
      assertTrue(Set.of(5, 6).contains(ran.exit()), ran::toString);
      ran.says("could not", "failed").saysNot("\tat ", "bug of rolecall");
      assertTrue(repo.applied().isEmpty(), "something was left out");

      try (var second = SandboxProcess.start(options)) {
        proxy.passOnTo(second.url());
        repo.cli().run("apply", "--approve").ended(ExitCode.DONE);
        repo.cli().run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
        assertEquals(repo.ref("HEAD"), repo.applied());

        var outsider = new Outsider(second.url());
        List<String> created = outsider.audited("role.created");
        assertEquals(List.copyOf(new TreeSet<>(created)), created, "each role is made once");
        assertEquals(5, created.size(), created::toString);
        assertEquals(List.of("anita@example.com", "customer-support"), outsider.holders("cs-lead"));
        assertEquals(List.of("temp-contractor"), outsider.audited("role.deleted"));
      }
    }
  }
}
