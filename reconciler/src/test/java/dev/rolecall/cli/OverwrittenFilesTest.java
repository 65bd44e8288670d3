package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans and reports are written over no file of the roles repository, and not over each other. */
@Tag("e2e")
final class OverwrittenFilesTest {
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

  private void refused(String text, String... arguments) {
    int requests = tenant.outsider().roles().size();
    repo.cli().run(arguments).ended(ExitCode.USAGE).says(text).saysNot("Plan:");
    assertEquals(requests, tenant.outsider().roles().size());
  }

  @ParameterizedTest
  @CsvSource({
    "rolecall.yaml, settings of this roles repository",
    "./roles/../rolecall.yaml, settings of this roles repository",
    "roles/cs-lead.yaml, files of tenant production match it",
    "roles/new.yaml, files of tenant production match it",
    ".git/config, inside the git directory",
    ".git/new, inside the git directory",
    "link, settings of this roles repository",
    "dangling, files of tenant production match it",
  })
  void noFileOfTheRepository(String file, String why) throws IOException {
    Files.createSymbolicLink(repo.file("link"), Path.of("rolecall.yaml"));
    Files.createSymbolicLink(repo.file("dangling"), Path.of("roles/later.yaml"));
    boolean there = Files.exists(repo.file(file));
    String before = there ? repo.read(file) : "";
    refused(why, "plan", "--out", file);
    refused(why, "plan", "--report", "json=" + file);
    refused(why, "validate", "--report", "json=" + file);
    refused(why, "apply", "--approve", "--report", "text=" + file);
    assertEquals(there, Files.exists(repo.file(file)));
    assertEquals(before, there ? repo.read(file) : "");
  }

  @Test
  void notOneFileTwice() throws IOException {
    Files.createSymbolicLink(repo.file("link.json"), Path.of("o.json"));
    for (String other : List.of("o.json", "./o.json", "roles/../o.json", "link.json")) {
      refused("o.json", "plan", "--report", "json=o.json", "--out", other);
      refused("o.json", "drift", "--report", "json=o.json", "--report", "markdown=" + other);
    }
    assertFalse(Files.exists(repo.file("o.json")));
  }

  /** What is wrong with the repository is told in the report; it is no way round either. */
  @Test
  void whateverIsWrongElsewhere() {
    repo.edit("rolecall.yaml", "version: 1", "version: 2");
    refused("it would be read as a document", "plan", "--report", "json=roles/cs-lead.yaml");
    repo.cli().run("plan", "--report", "json=o.json").ended(ExitCode.INVALID_INPUT);
    assertTrue(repo.read("o.json").contains("rolecall-failure"), () -> repo.read("o.json"));
    repo.cli()
        .run("plan", "-C", "no-such", "--report", "json=../p.json")
        .ended(ExitCode.INVALID_INPUT);
    assertTrue(Files.exists(folder.resolve("p.json")));
  }

  @Test
  void anyOtherFileAndDevicesAreWritten() throws IOException {
    repo.write("old.json", "Old.\n").commit("A report that is kept");
    repo.cli()
        .run("plan", "--report", "json=old.json", "--out", "../plan.json")
        .ended(ExitCode.DONE);
    assertFalse(repo.read("old.json").contains("Old."));
    repo.cli()
        .run("plan", "--report", "json=/dev/null", "--report", "text=/dev/null")
        .ended(ExitCode.DONE);
  }
}
