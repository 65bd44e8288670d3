package dev.rolecall.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.Commit;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.model.TenantSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastTombstonesTest {
  private static final PersonIdent ANITA = new PersonIdent("Anita", "anita@example.com");
  private static final String TOMBSTONE =
      """
      kind: RetiredRole
      slug: cs-lead
      retired: 2026-11-02
      reason: Engagement ended.
      """;

  @TempDir Path root;

  @BeforeEach
  void history() throws Exception {
    try (Git git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call()) {
      Repositories.write(root, "rolecall.yaml", Repositories.SETTINGS);
      commit(git, "settings");
      Path file = Repositories.write(root, "retired/cs-lead.yaml", TOMBSTONE);
      Repositories.write(
          root,
          "retired/elsewhere.yaml",
          TOMBSTONE.replace("cs-lead", "tester") + "tenants: [ staging ]\n");
      commit(git, "retire");
      // What comes later keeps the tombstone, or moves it, and retires nothing.
      Repositories.write(root, "notes.txt", "Something else.\n");
      commit(git, "elsewhere");
      Files.delete(file);
      Files.delete(root.resolve("retired/elsewhere.yaml"));
      Repositories.write(
          root,
          "roles/cs-lead.yaml",
          "kind: Role\nslug: cs-lead\nname: CS\ndescription: Again.\ncapabilities: []\n");
      commit(git, "again");
    }
  }

  private static void commit(Git git, String message) throws Exception {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    git.commit().setMessage(message).setAuthor(ANITA).setCommitter(ANITA).setSign(false).call();
  }

  @Test
  void aTombstoneOfHistoryBurnsItsSlug() throws Exception {
    TenantSettings tenant =
        Objects.requireNonNull(
            Objects.requireNonNull(Repositories.load(root).settings()).tenants().get("production"));
    GitRoot.InGit found = (GitRoot.InGit) GitRoot.find(root);
    try (GitRepository repository = GitRepository.open(found)) {
      Commit retired = repository.resolve("HEAD~2");
      List<PastTombstone> past =
          PastTombstones.of(tenant, repository.history(), repository.resolve("HEAD"));
      assertEquals(1, past.size());
      assertEquals(retired.shortId(), past.getFirst().commit());
      assertEquals(
          """
          warning no-catalogue rolecall.yaml:3:3 production has no committed catalogue, so \
          capabilities were not checked.
          error retired-slug roles/cs-lead.yaml:2:7 The slug cs-lead was retired in commit %s \
          (retired/cs-lead.yaml:2:7).
          """
              .formatted(retired.shortId()),
          Repositories.lines(Repositories.load(root, null, past).problems()));
      assertEquals(
          List.of(), PastTombstones.of(tenant, repository.history(), repository.resolve("HEAD~3")));
    }
  }
}
