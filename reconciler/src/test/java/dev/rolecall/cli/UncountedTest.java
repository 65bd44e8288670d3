package dev.rolecall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are there and do not count are told; what is in them has not vanished unsaid. */
@Tag("e2e")
final class UncountedTest {
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
  void inAnotherFolder() {
    String text = repo.read("roles/cs-lead.yaml");
    repo.delete("roles/cs-lead.yaml").write("role/cs-lead.yaml", text).commit("Move it");

    cli.run("validate", "--base", "HEAD~1")
        .ended(ExitCode.INVALID_INPUT)
        .says("not-counted  role/cs-lead.yaml", "role-vanished", "cs-lead (role/cs-lead.yaml)")
        .saysNot("rolecall retire");
    for (String command : new String[] {"plan", "drift"}) {
      cli.run(command)
          .says("role-vanished", "Its document seems to be in role/cs-lead.yaml")
          .saysNot("rolecall retire");
    }
    // The same of a commit.
    cli.run("plan", "--ref", "HEAD").says("not-counted  role/cs-lead.yaml");
  }

  @Test
  void inACloneWithinTheClone() throws Exception {
    String text = repo.read("roles/cs-lead.yaml");
    repo.delete("roles/cs-lead.yaml");
    nested("roles/team", text);

    cli.run("validate", "--base", "HEAD")
        .ended(ExitCode.INVALID_INPUT)
        .says("not-counted  roles/team", "a repository of its own", "what is in there");
    cli.run("plan", "--detailed-exitcode").says("not-counted  roles/team", "what is in there");
  }

  @Test
  void inASubmodule() throws Exception {
    String text = repo.read("roles/cs-lead.yaml");
    repo.delete("roles/cs-lead.yaml").commit("Take it away");
    nested("roles/team", text);
    repo.commit("As a submodule"); // git add of a clone makes a link to its commit

    cli.run("plan", "--ref", "HEAD").says("not-counted  roles/team", "what is in there");
    cli.run("validate", "--ref", "HEAD").ended(ExitCode.DONE).says("not-counted  roles/team");
  }

  private void nested(String path, String text) throws Exception {
    Path inner = repo.file(path);
    try (Git git = Git.init().setDirectory(inner.toFile()).call()) {
      write(inner.resolve("cs-lead.yaml"), text);
      git.add().addFilepattern(".").call();
      git.commit().setMessage("Inner").setAuthor("a", "a@example.com").setSign(false).call();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }
}
