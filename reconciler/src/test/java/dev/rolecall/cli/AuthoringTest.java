package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that write files: init, new, retire, import, catalogue. They lose nothing. */
@Tag("e2e")
final class AuthoringTest {
  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;
  private Cli cli;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
    cli = repo.cli();
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  @Test
  void initWritesWhatValidates() {
    cli.run("init", "fresh").ended(ExitCode.DONE).says("rolecall.yaml");
    cli.run("validate", "-C", "fresh").ended(ExitCode.DONE).says("no-catalogue");
    cli.run("init", "fresh")
        .ended(ExitCode.INVALID_INPUT)
        .says("there already", "overwrites nothing");
  }

  @Test
  void newMakesTheSlugOfTheName() {
    cli.run("new", "Équipe Großkunden").ended(ExitCode.DONE).says("roles/equipe-grosskunden.yaml");
    cli.run("validate").ended(ExitCode.DONE);
    cli.run("new", "Équipe Großkunden").ended(ExitCode.INVALID_INPUT).says("duplicate-role");
    cli.run("new", "管理者").ended(ExitCode.INVALID_INPUT).says("invalid-slug", "--slug");
    cli.run("new", "管理者", "--slug", "kanrisha").ended(ExitCode.DONE);
    cli.run("new", "Bad", "--slug", "Not A Slug")
        .ended(ExitCode.INVALID_INPUT)
        .says("invalid-slug");
    cli.run("new", "Viewer").ended(ExitCode.INVALID_INPUT).says("system-role");
    cli.run("new", "Temp Contractor").ended(ExitCode.INVALID_INPUT).says("retired-slug");
    cli.run("new", "").ended(ExitCode.INVALID_INPUT).says("1 to 200");
    cli.run("new", "Two\nlines").ended(ExitCode.INVALID_INPUT).says("one line", "Two\\nlines");
  }

  @Test
  void newWritesNothingThatCouldNotBeReadBack() {
    cli.run("new", "Foo", "--description", "x".repeat(120_000))
        .ended(ExitCode.INVALID_INPUT)
        .says("too-long", "roles/foo.yaml");
    assertFalse(Files.exists(repo.file("roles/foo.yaml")));
    cli.run("validate").ended(ExitCode.DONE);
    // What is wrong elsewhere is no fault of the new one.
    repo.write("roles/wrong.yaml", "kind: Rule\n");
    cli.run("new", "Foo").ended(ExitCode.DONE);
  }

  @Test
  void aSlugThatHistoryRetiredIsNotNew() {
    repo.delete("retired/temp-contractor.yaml").commit("Take the tombstone away");

    cli.run("new", "Temp Contractor")
        .ended(ExitCode.INVALID_INPUT)
        .says("retired-slug", "was retired in");
  }

  @Test
  void retireIsForAllTenantsThatHaveTheRole() {
    try (RolesRepo two = RolesRepo.init(folder.resolve("two"))) {
      String tenant =
          """
            %s:
              provider: tenant-api
              url: http://127.0.0.1:8085
              credentials: { client-id: rolecall, client-secret: { env: SECRET } }
          """;
      String settings = tenant.formatted("production") + tenant.formatted("staging");
      two.write("rolecall.yaml", "version: 1\ntenants:\n" + settings);
      String role = "kind: Role\nslug: %1$s\nname: %1$s\ndescription: A role.\ncapabilities: []\n";
      two.write("roles/both.yaml", role.formatted("both"));
      two.write("roles/one.yaml", role.formatted("one") + "tenants: [staging]\n");
      two.commit("Roles");
      two.cli()
          .run("retire", "both", "--reason", "Over.", "--tenant", "staging")
          .ended(ExitCode.USAGE)
          .says("both is in production, staging");
      two.cli().run("retire", "both", "--reason", "Over.").ended(ExitCode.DONE);
      two.cli()
          .run("retire", "one", "--reason", "Over.", "--tenant", "staging")
          .ended(ExitCode.DONE)
          .says("wrote retired/one.yaml");
    }
  }

  @Test
  void retireTakesTheRoleAndItsHoldersAway() {
    repo.write(
        "assignments/more.yaml", "kind: Assignment\nrole: cs-lead\nusers: [lee@example.com]\n");

    cli.run("retire", "cs-lead", "--reason", "The team is gone.")
        .ended(ExitCode.DONE)
        .says(
            "wrote retired/cs-lead.yaml",
            "removed roles/cs-lead.yaml",
            "removed assignments/more.yaml");
    cli.run("validate", "--base", "HEAD").ended(ExitCode.DONE);
    cli.run("retire", "cs-lead", "--reason", "Again.")
        .ended(ExitCode.INVALID_INPUT)
        .says("duplicate-tombstone", "retired/cs-lead.yaml:2:7", "Change delete there.");
  }

  @Test
  void aTombstoneThatValidateWouldRefuseTakesNothingAway() {
    for (String reason : List.of("x".repeat(1001), "x".repeat(100_000))) {
      cli.run("retire", "cs-lead", "--reason", reason)
          .ended(ExitCode.INVALID_INPUT)
          .says("retired/cs-lead.yaml:5:9");
      assertTrue(Files.exists(repo.file("roles/cs-lead.yaml")));
      assertFalse(Files.exists(repo.file("retired/cs-lead.yaml")));
    }
    cli.run("validate").ended(ExitCode.DONE);
  }

  @Test
  void namesOfFilesReachTheTerminalEscaped() {
    repo.write(
        "assignments/\u202egnp.yaml",
        "kind: Assignment\nrole: cs-lead\nusers: [lee@example.com]\n");
    cli.run("retire", "cs-lead", "--reason", "The team is gone.")
        .ended(ExitCode.DONE)
        .says("removed assignments/\\u{202E}gnp.yaml")
        .saysNot("\u202e");
  }

  @Test
  void retireNamesWhoTakesOver() {
    cli.run("retire", "cs-lead", "--reason", "Renamed.", "--successor", "viewer")
        .ended(ExitCode.DONE)
        .says("wrote retired/cs-lead.yaml");
    assertTrue(repo.read("retired/cs-lead.yaml").contains("successor: viewer"));
    cli.run("validate").ended(ExitCode.DONE);
  }

  @Test
  void retireSaysWhatItCannotDo() {
    cli.run("retire", "cs-laed", "--reason", "x")
        .ended(ExitCode.INVALID_INPUT)
        .says("unknown-role", "Did you mean cs-lead?");
    cli.run("retire", "viewer", "--reason", "x").ended(ExitCode.INVALID_INPUT).says("unknown-role");
    cli.run("retire", "cs-lead").ended(ExitCode.USAGE).says("--reason");
    cli.run("retire", "cs-lead", "--reason", " ").ended(ExitCode.USAGE);
    cli.run("retire", "cs-lead", "--reason", "x", "--successor", "").ended(ExitCode.USAGE);
    cli.run("retire", "cs-lead", "--reason", "x", "--successor", "veiwer")
        .ended(ExitCode.INVALID_INPUT)
        .says("unknown-role", "Did you mean viewer?");
    cli.run("retire", "cs-lead", "--reason", "x", "--successor", "cs-lead")
        .ended(ExitCode.INVALID_INPUT)
        .says("does not take over from itself");
    assertTrue(Files.exists(repo.file("roles/cs-lead.yaml")));
  }

  @Test
  void aVanishedRoleCanStillBeRetired() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    repo.delete("roles/cs-lead.yaml").commit("Oops");
    cli.run("plan").ended(ExitCode.DONE).says("role-vanished", "rolecall retire cs-lead");

    cli.run("retire", "cs-lead", "--reason", "Meant it.", "--now").ended(ExitCode.DONE);
    repo.commit("Retire it");
    cli.run("apply", "--approve").ended(ExitCode.DONE).says("retire role cs-lead");
    assertFalse(tenant.outsider().roles().contains("cs-lead"));
  }

  @Test
  void importIsFollowedByAnEmptyPlanAndOverwritesNothing() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("import").ended(ExitCode.DONE).says("Declared already", "nothing to import");
    cli.run("import", "--role", "cs-laed")
        .ended(ExitCode.INVALID_INPUT)
        .says("Did you mean cs-lead?");
    cli.run("import", "--select", "nothing-*").ended(ExitCode.DONE).says("nothing to import");
    cli.run("import", "--only", "holders").ended(ExitCode.USAGE).says("definitions");

    cli.run("import", "--out", "../copy").ended(ExitCode.DONE).says("roles/cs-lead.yaml");
    repo.write("../copy/rolecall.yaml", repo.read("rolecall.yaml"));
    cli.run("plan", "-C", "../copy", "--detailed-exitcode").ended(ExitCode.DONE);
    cli.run("import", "--out", "../copy").ended(ExitCode.INVALID_INPUT).says("there already");
  }

  @Test
  void catalogueIsSearchedAndRefreshed() {
    var committed = repo.read("catalogue/production.yaml");
    cli.run("catalogue", "MFA").ended(ExitCode.DONE).says("mfa:configure-enforcement", "in flight");
    cli.run("catalogue", "no such thing").ended(ExitCode.DONE).says("No capability has");
    cli.run("catalogue", "--refresh").ended(ExitCode.DONE).says("up to date");
    assertEquals(committed, repo.read("catalogue/production.yaml"));

    repo.delete("catalogue/production.yaml");
    cli.run("catalogue").ended(ExitCode.INVALID_INPUT).says("no-catalogue", "--refresh");
    cli.run("catalogue", "--refresh").ended(ExitCode.DONE).says("wrote catalogue/production.yaml");
    assertEquals(committed, repo.read("catalogue/production.yaml"));
  }
}
