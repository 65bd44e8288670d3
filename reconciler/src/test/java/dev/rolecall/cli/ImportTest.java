package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import into a repository that declares something already, of a tenant that holds oddities. */
@Tag("e2e")
final class ImportTest {
  private static final String NEW_ROLE =
      """
      kind: Role
      slug: half
      name: Half
      description: Declared here, of the same area.
      capabilities: []
      """;

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

  private void make(String slug, String... capabilities) {
    tenant
        .outsider()
        .write(
            "POST",
            "roles",
            Map.of(
                "slug",
                slug,
                "name",
                "Role " + slug,
                "description",
                "Made by hand.",
                "capabilities",
                List.of(capabilities)))
        .ok();
  }

  @Test
  void onlyWhatGitDoesNotDeclareIsWritten() {
    make("by-hand", "audit:read");
    tenant.outsider().grant("by-hand", "lee@example.com");
    String before = repo.read("roles/cs-lead.yaml");

    cli.run("import")
        .ended(ExitCode.DONE)
        .says("wrote roles/by-hand.yaml", "Declared already", "role cs-lead")
        .saysNot("wrote roles/cs-lead.yaml", "edited");
    assertEquals(before, repo.read("roles/cs-lead.yaml"));
    assertTrue(repo.read("roles/by-hand.yaml").contains("- lee@example.com"));
    repo.commit("By hand no more");
    cli.run("validate").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("Nothing to write now");
    cli.run("import").ended(ExitCode.DONE).says("There is nothing to import.");
    cli.run("import", "--role", "by-hand").ended(ExitCode.DONE).says("Declared already");
  }

  @Test
  void capabilitiesOfOneAreaShareAFile() {
    for (String action : List.of("first", "second")) {
      tenant
          .outsider()
          .write(
              "POST",
              "capabilities",
              Map.of("area", "billing", "action", action, "name", action, "description", "x"))
          .ok();
      make("of-" + action, "billing:" + action);
    }
    cli.run("import", "--role", "of-first")
        .ended(ExitCode.DONE)
        .says("wrote capabilities/billing.yaml");
    String first = repo.read("capabilities/billing.yaml");
    cli.run("import", "--role", "of-second")
        .ended(ExitCode.DONE)
        .says("edited capabilities/billing.yaml");
    assertTrue(repo.read("capabilities/billing.yaml").startsWith(first + "---\n"));
    cli.run("catalogue", "--refresh").ended(ExitCode.DONE);
    cli.run("validate").ended(ExitCode.DONE);
  }

  /** A last line without its end may belong to a text that a line break would change. */
  @Test
  void aFileThatEndsWithinALineIsLeftAsItIs() {
    make("by-hand", "audit:read");
    String half = NEW_ROLE + "manage: add";
    repo.write("roles/by-hand.yaml", half);
    cli.run("import", "--role", "by-hand").ended(ExitCode.DONE).says("wrote roles/by-hand-2.yaml");
    assertEquals(half, repo.read("roles/by-hand.yaml"));
    cli.run("validate").ended(ExitCode.DONE);
  }

  @Test
  void whatCannotBeReadBackIsLeftOutAndSpoilsNothing() {
    make("by-hand", "audit:read");
    make("too-long", "audit:read");
    try (var liar =
        RecordingProxy.lying(
            tenant.url(), text -> text.replace("Role too-long", "x".repeat(1000)))) {
      repo.edit("rolecall.yaml", tenant.url().toString(), liar.url().toString());
      cli.run("import")
          .ended(ExitCode.PARTLY_DONE)
          .says("wrote roles/by-hand.yaml", "Left out", "roles/too-long.yaml:3", "too-long");
      assertFalse(Files.exists(repo.file("roles/too-long.yaml")));
      cli.run("validate").ended(ExitCode.DONE);
      cli.run("import", "--role", "too-long")
          .ended(ExitCode.REMOTE_FAILED)
          .says("Left out")
          .saysNot("nothing to import");
      cli.run("import", "--role", "too-long", "--out", "../copy").ended(ExitCode.REMOTE_FAILED);
    }
  }

  @Test
  void aSlugThatGitRetiredIsLeftOut() {
    repo.write(
            "retired/by-hand.yaml",
            "kind: RetiredRole\nslug: by-hand\nretired: 2026-11-02\nreason: Not needed.\n")
        .commit("Retire it");
    make("by-hand", "audit:read");
    make("other", "audit:read");
    cli.run("import")
        .ended(ExitCode.PARTLY_DONE)
        .says("wrote roles/other.yaml", "retired-slug", "roles/by-hand.yaml");
    cli.run("validate").ended(ExitCode.DONE);
  }

  @Test
  void nothingIsWrittenWhereItWouldNotCountOrNotBeSeen() {
    make("by-hand", "audit:read");
    repo.write("roles/broken.yaml", "kind: Role\nslug: [\n");
    cli.run("import").ended(ExitCode.INVALID_INPUT).says("roles/broken.yaml:");
    assertFalse(Files.exists(repo.file("roles/by-hand.yaml")));
    repo.delete("roles/broken.yaml");

    repo.edit(
        "rolecall.yaml",
        "provider: tenant-api",
        "provider: tenant-api\n    files: [\"teams/**/*.yaml\", \"catalogue/*.yaml\"]");
    cli.run("import", "--role", "by-hand")
        .ended(ExitCode.INVALID_INPUT)
        .says("roles/by-hand.yaml", "No glob", "--out");
    assertFalse(Files.exists(repo.file("roles/by-hand.yaml")));
  }

  @Test
  void ofOtherRolesNobodyIsRead() {
    make("by-hand", "audit:read");
    try (var proxy = RecordingProxy.of(tenant.url())) {
      repo.edit("rolecall.yaml", tenant.url().toString(), proxy.url().toString());
      cli.run("import", "--role", "by-hand").ended(ExitCode.DONE);
      assertEquals(List.of("by-hand"), rolesAskedFor(proxy));
      repo.delete("roles/by-hand.yaml");
      proxy.forget();
      cli.run("import", "--only", "definitions", "--role", "by-hand").ended(ExitCode.DONE);
      assertEquals(List.of(), rolesAskedFor(proxy));
    }
  }

  /** The roles whose holders were listed; {@code *}: of all. */
  private static List<String> rolesAskedFor(RecordingProxy proxy) {
    return proxy.seen().stream()
        .filter(seen -> seen.path().endsWith("/role-assignments"))
        .map(seen -> String.valueOf(seen.query()))
        .map(query -> query.contains("role=") ? query.replaceAll(".*role=([^&]*).*", "$1") : "*")
        .toList();
  }
}
