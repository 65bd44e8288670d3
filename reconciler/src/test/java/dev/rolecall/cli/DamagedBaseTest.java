package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What only the base of a change needs is missing or damaged in this clone: the clone is blamed,
 * with the object, the commit and the way out, and never the files of the change.
 */
@Tag("e2e")
final class DamagedBaseTest {
  /** How an object is broken. */
  enum How {
    MISSING,
    EMPTY,
    TRUNCATED,
    SCRAMBLED;

    void at(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      switch (this) {
        case MISSING -> {}
        case EMPTY -> Files.createFile(file);
        case TRUNCATED -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        case SCRAMBLED -> Files.write(file, "no object at all".getBytes(US_ASCII));
      }
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;
  private String base;
  private RolesRepo job;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(3);
    team = Team.of(folder, tenant.url());
    base = team.role("alpha", "add", Tenant.email(0)).role("beta", "exact").push("c0");
    team.apply().ended(ExitCode.DONE);
    team.author().edit("rolecall.yaml", "version: 1", "# Ours.\nversion: 1");
    team.role("alpha", "add", Tenant.email(1)).push("c1: u1 in place of u0");
    job = team.job();
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  static List<Arguments> damages() {
    var all = new ArrayList<Arguments>();
    for (String what : List.of(":roles/alpha.yaml", ":rolecall.yaml", ":roles", "^{tree}", "")) {
      Stream.of(How.values()).map(how -> Arguments.of(what, how)).forEach(all::add);
    }
    return all;
  }

  @ParameterizedTest(name = "c0{0} {1}")
  @MethodSource("damages")
  void theCloneIsBlamed(String what, How how) throws IOException {
    String object = team.author().ref(base + what).orElseThrow();
    LooseObjects.unpack(job.file(".git"));
    how.at(LooseObjects.file(job.file(".git"), object));
    boolean gone = what.isEmpty() && how == How.MISSING; // as one that was never fetched
    for (String command : List.of("validate", "plan", "drift")) {
      var ran = job.cli().run(command, "--base", base);
      ran.ended(gone ? ExitCode.INVALID_INPUT : ExitCode.REMOTE_FAILED);
      ran.says(gone ? "unknown-revision" : "damaged-clone", object, base, "git f");
    }
    for (String command : List.of("plan", "drift", "history")) {
      var ran = job.cli().run(command);
      if (ran.exit() != ExitCode.DONE.code() && ran.exit() != ExitCode.CHANGES.code()) {
        ran.ended(ExitCode.REMOTE_FAILED).says("git fsck", "git fetch --refetch");
      }
    }
    job.cli().run("retire", "beta", "--reason", "Over.").ended(ExitCode.DONE);
  }

  @Test
  void aBranchWhoseCommitIsGone() throws IOException {
    try (var git = Git.open(job.file(".git").toFile())) {
      git.branchCreate().setName("before").setStartPoint(base).call();
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
    LooseObjects.unpack(job.file(".git"));
    Files.delete(LooseObjects.file(job.file(".git"), base));
    job.cli()
        .run("validate", "--base", "before")
        .ended(ExitCode.REMOTE_FAILED)
        .says("damaged-clone", "the revision 'before'", base, "git fsck");
  }

  /** JGit passes it over as a whole, so that the head is gone too. */
  @Test
  void aPackThatIsScrambled() throws IOException {
    Path packs = job.file(".git/objects/pack");
    try (Stream<Path> files = Files.list(packs)) {
      for (Path pack : files.filter(file -> file.toString().endsWith(".pack")).toList()) {
        byte[] bytes = Files.readAllBytes(pack);
        Arrays.fill(bytes, 12, bytes.length - 20, (byte) 0x55);
        Files.delete(pack);
        Files.write(pack, bytes);
      }
    }
    for (String command : List.of("validate", "plan", "drift")) {
      job.cli()
          .run(command, "--base", base)
          .ended(ExitCode.REMOTE_FAILED)
          .says("damaged-clone", base, "git fsck");
    }
  }
}
