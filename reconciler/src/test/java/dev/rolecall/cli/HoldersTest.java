package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One role with many holders, at the edges of pages and batches, over real HTTP. */
@Tag("e2e")
final class HoldersTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0} holders, pages of {1}")
  @CsvSource({
    "0, 1",
    "0, 50",
    "1, 1",
    "3, 1",
    "49, 50",
    "50, 50",
    "51, 50",
    "99, 50",
    "100, 50",
    "101, 50",
    "49, 7",
    "100, 99",
    "101, 100",
    "499, 250",
    "500, 250",
    "501, 250",
    "1000, 50",
    "1000, 1000",
    "1001, 1000",
    "10000, 1000"
  })
  void areAllAddedAndNothingIsLeftToDo(int holders, int page) {
    try (var tenant = Tenant.ofUsers(holders + 1);
        var repo = RolesRepo.of(folder.resolve("roles"), tenant.url(), "page-size: " + page)) {
      Cli cli = repo.cli();
      repo.write("roles/many.yaml", role(Tenant.emails(holders)));
      repo.commit("Many");
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES);
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      holds(tenant, Tenant.emails(holders));
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);

      List<String> others = Tenant.emails(holders + 1).subList(Math.min(holders, 1), holders + 1);
      repo.write("roles/many.yaml", role(others));
      repo.commit("One for another");
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      holds(tenant, others);
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    }
  }

  private static void holds(Tenant tenant, List<String> emails) {
    assertEquals(
        List.copyOf(new TreeSet<>(emails)), tenant.outsider().holders("many"), "each of them once");
  }

  private static String role(List<String> users) {
    var yaml =
        new StringBuilder(
            """
            kind: Role
            slug: many
            name: Many
            description: Held by many.
            capabilities:
              - audit:read
            manage: exact
            """);
    if (!users.isEmpty()) {
      yaml.append("assignments:\n  users:\n");
      users.forEach(user -> yaml.append("    - ").append(user).append('\n'));
    }
    return yaml.toString();
  }
}
