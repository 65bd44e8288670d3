package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a pull request neither makes nor touches is one line of its report. */
@Tag("e2e")
final class OlderFindingsTest {
  private static final String TOLD = "warning  capability-in-flight";
  private static final String COUNTED =
      "From before, neither made nor touched by this change: 2 capability-in-flight.";

  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;
  private Cli cli;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
    cli = repo.cli();
    cli.run("apply", "--approve").ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  @Test
  void ofAChangeElsewhereTheyAreCounted() {
    repo.edit("roles/cs-lead.yaml", "name: CS Lead", "name: CS Leads").commit("Rename");

    cli.run("plan").says(TOLD + "  roles/compliance-viewer.yaml").saysNot("From before");
    cli.run("plan", "--base", "HEAD~1").says(COUNTED).saysNot(TOLD);
    cli.run("plan", "--base", "HEAD~1", "--format", "markdown").says(COUNTED).saysNot("`" + TOLD);
    var json =
        JsonMapper.shared().readTree(cli.run("plan", "--base", "HEAD~1", "--format", "json").out());
    assertEquals(2, json.get("older-findings").size());
    assertEquals(0, json.get("findings").size());
  }

  @Test
  void ofAChangeToTheSameFileTheyAreTold() {
    repo.edit("roles/compliance-viewer.yaml", "\nname: ", "\nname: The ").commit("Rename");

    cli.run("plan", "--base", "HEAD~1")
        .says(TOLD + "  roles/compliance-viewer.yaml", "touched by this change: 1 capability-in-")
        .saysNot(TOLD + "  roles/external-auditor.yaml");
  }

  /** A catalogue that no pull request refreshes is not told on each of them. */
  @Test
  void anOutdatedCatalogueIsToldOfTheChangeThatWritesIt() {
    String missing = "  - { area: applications, action: disable, ";
    repo.edit("catalogue/production.yaml", missing, missing.replace("disable", "stop"));
    repo.commit("A catalogue that is not the tenant's");
    String told = "warning  catalogue-outdated";
    cli.run("plan", "--base", "HEAD~1")
        .says(told, "applications:stop")
        .saysNot("1 catalogue-outdated");

    repo.edit("roles/cs-lead.yaml", "name: CS Lead", "name: CS Leads").commit("Rename");
    cli.run("plan").says(told);
    cli.run("plan", "--base", "HEAD~1").says("1 catalogue-outdated").saysNot(told);
  }
}
