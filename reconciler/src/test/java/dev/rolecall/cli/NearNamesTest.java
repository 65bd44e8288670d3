package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts are made at the first login, so a name may be unknown, and may be a slip. */
@Tag("e2e")
final class NearNamesTest {
  @TempDir Path folder;

  private static void add(GuardedTeam team, String email) {
    team.role("alpha", users(0, 2));
    team.author().edit("roles/alpha.yaml", "- u1@example.com", "- u1@example.com\n    - " + email);
    team.push();
  }

  @Test
  void aSlipIsRefusedAndAStrangerWaits() {
    try (var team = new GuardedTeam(folder, "unknown-subject: wait")) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);

      add(team, "newcomer@example.com");
      team.writes();
      team.plan().ended(ExitCode.CHANGES).says("newcomer@example.com", "waits");
      int requests = team.requests();

      for (String slip :
          List.of("u1@exmaple.com", "u1@example.con", "u1@example.co", "u1@example.ocm")) {
        add(team, slip);
        team.writes();
        team.plan().ended(ExitCode.BLOCKED).says("Did you mean u1@example.com?");
        assertEquals(requests, team.requests());
        team.apply().ended(ExitCode.BLOCKED).says("unknown-subject");
        assertEquals(0, team.writes());
      }
      add(team, "u1@example.org");
      team.plan().ended(ExitCode.CHANGES);

      add(team, "newcomer@example.com");
      team.apply().ended(ExitCode.DONE).says("Withheld: 1 line waits.");
      team.apply().ended(ExitCode.DONE).says("Withheld: 1 line waits.");
    }
  }
}
