package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A slug that is retired and declared again, as by a revert of its retirement: that role is left
 * alone, which is said first of all, and everything else is done.
 */
@Tag("e2e")
final class RetiredAgainTest {
  private static final String TOMBSTONE =
      "kind: RetiredRole\nslug: alpha\nretired: 2026-11-02\nreason: Over.\n";
  private static final String ALONE = "Left alone, their slugs are retired for ever: 1 role.";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(3);
    team = Team.of(folder, tenant.url());
    team.role("alpha", "add", Tenant.email(0)).role("beta", "exact").push("c0: two roles");
    team.apply().ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private void retire() {
    team.author().delete("roles/alpha.yaml").write("retired/alpha.yaml", TOMBSTONE);
    team.push("c1: alpha is retired");
    team.apply().ended(ExitCode.DONE);
  }

  private void unretire() {
    team.author().delete("retired/alpha.yaml");
    team.role("alpha", "add", Tenant.email(0)).role("beta", "exact", Tenant.email(1));
    team.push("c2: the retirement is reverted, and something else");
  }

  private void everythingElseIsDone() {
    team.run("validate", "--base", "HEAD~1").ended(ExitCode.INVALID_INPUT).says("retired-slug");
    var plan = team.run("plan", "--detailed-exitcode").ended(ExitCode.PARTLY_DONE);
    plan.says("retired-slug", ALONE, "beta", Tenant.email(1));
    team.run("plan", "--base", "HEAD~1").ended(ExitCode.PARTLY_DONE).says("This change", ALONE);
    var job = team.job();
    job.cli()
        .run("apply", "--approve", "--report", "json=report.json", "--report", "text=report.txt")
        .ended(ExitCode.PARTLY_DONE);
    String report = job.read("report.txt");
    assertTrue(report.contains("Applied: 1 step done. " + ALONE), report);
    assertTrue(report.contains("retired-slug"), report);
    var json = JsonMapper.shared().readTree(job.read("report.json"));
    assertEquals("incomplete", json.path("result").asString());
    assertEquals(1, json.path("left-alone").size(), json::toString);
    assertEquals(List.of(Tenant.email(1)), tenant.outsider().holders("beta"));
    for (String again : List.of("plan", "apply")) {
      team.run(again, again.equals("plan") ? "-v" : "--approve")
          .ended(ExitCode.PARTLY_DONE)
          .says("retired-slug", ALONE)
          .saysNot("as git declares it");
    }
    team.run("drift", "-v")
        .ended(ExitCode.CHANGES)
        .says("retired-slug", ALONE)
        .saysNot("No drift:");
    assertEquals(List.of("alpha", "beta"), tenant.outsider().audited("role.created"));
  }

  private void retiredForGood() {
    team.author().delete("roles/alpha.yaml").write("retired/alpha.yaml", TOMBSTONE);
    team.push("c3: retired for good");
    team.apply().ended(ExitCode.DONE);
    team.run("drift", "-v").ended(ExitCode.DONE).saysNot("Left alone");
  }

  @Test
  void aRevertOfARetirement() {
    retire();
    unretire();
    everythingElseIsDone();
    retiredForGood();
  }

  /** The tenant retires what it deletes; git hears of it with the next plan. */
  @Test
  void deletedBehindGitsBack() {
    tenant.outsider().write("DELETE", "roles/alpha", null).ok();
    team.role("beta", "exact", Tenant.email(1)).push("c1: something else");
    var plan = team.run("plan", "--detailed-exitcode").ended(ExitCode.PARTLY_DONE);
    plan.says("retired-slug", "rolecall retire alpha", ALONE, Tenant.email(1));
    team.apply().ended(ExitCode.PARTLY_DONE);
    assertEquals(List.of(Tenant.email(1)), tenant.outsider().holders("beta"));
    retiredForGood();
  }

  /** Its retirement was refused, so the tenant has it still: nobody is added or removed there. */
  @Test
  void retiredInGitAloneAndStillInTheTenant() {
    tenant.outsider().grant("alpha", Tenant.email(2));
    team.author().delete("roles/alpha.yaml").write("retired/alpha.yaml", TOMBSTONE);
    team.push("c1: alpha is retired");
    try (var proxy = RecordingProxy.of(tenant.url(), (_, _) -> {})) {
      proxy.refuse(_ -> true);
      team.author().edit("rolecall.yaml", tenant.url().toString(), proxy.url().toString());
      team.push("c1: through a proxy that takes no write");
      team.run("apply", "--approve", "--rebind", "production").ended(ExitCode.REMOTE_FAILED);
      team.author().delete("retired/alpha.yaml");
      team.role("alpha", "exact").push("c2: back, and nobody holds it");
      team.run("plan", "-v").ended(ExitCode.PARTLY_DONE).says("retired-slug", ALONE);
      proxy.refuse(_ -> false);
      team.apply().ended(ExitCode.PARTLY_DONE).says(ALONE);
      assertEquals(List.of(Tenant.email(0), Tenant.email(2)), tenant.outsider().holders("alpha"));
    }
  }
}
