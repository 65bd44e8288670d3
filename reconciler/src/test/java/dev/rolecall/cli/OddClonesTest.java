package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Clones that git makes and JGit does not read in full. */
@Tag("e2e")
final class OddClonesTest {
  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(2);
    team = Team.of(folder, tenant.url());
    team.role("alpha", "add", Tenant.email(0)).push("A role");
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  @ParameterizedTest
  @CsvSource({"objectFormat, sha256, sha256 objects", "noSuchThing, 1, the extension noSuchThing"})
  void aFormatThatIsNotReadIsNamed(String name, String value, String said) throws IOException {
    RolesRepo job = team.job();
    var config = job.git().getRepository().getConfig();
    config.setInt("core", null, "repositoryformatversion", 1);
    config.setString("extensions", null, name, value);
    config.save();
    for (String command : List.of("validate", "plan", "drift", "history", "doctor")) {
      job.cli()
          .run(command)
          .ended(ExitCode.INVALID_INPUT)
          .says("unreadable-clone", "The clone has " + said + ".");
    }
  }

  /** Some are read only by what fetches or writes; none may pass for a bug of rolecall. */
  @ParameterizedTest
  @CsvSource({
    "core, repositoryformatversion, x",
    "core, bare, garbage",
    "core, compression, garbage",
    "core, compression, 99",
    "core, commitGraph, garbage",
    "core, trustfolderstat, garbage",
    "core, trustPackedRefsStat, garbage",
    "core, trustLooseRefStat, garbage",
    "pack, indexversion, garbage",
    "pack, indexversion, 7",
    "remote.origin, fetch, a:b:*",
    "transfer, fsckobjects, garbage",
  })
  void aValueThatIsNotUnderstoodIsNamed(String section, String name, String value) {
    RolesRepo job = team.job();
    String header = section.replace(".origin", " \"origin\"");
    String line = "[%s]\n\t%s = \"%s\"\n".formatted(header, name, value);
    job.write(".git/config", job.read(".git/config") + line);
    for (String command : List.of("validate", "history", "plan", "drift", "doctor")) {
      Cli.Ran ran = job.cli().run(command).saysNot("bug of rolecall");
      assertNotEquals(ExitCode.OUR_BUG.code(), ran.exit());
    }
    String key = section + "." + name;
    job.cli()
        .run("apply", "--approve")
        .ended(ExitCode.INVALID_INPUT)
        .says("unreadable-clone", key + "=" + value, "git config --show-origin --get-all " + key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[core", "[http]\n\textraHeader = \"Secret: \\q", "not a line"})
  void aConfigurationThatIsNoneIsNamed(String text) {
    RolesRepo job = team.job();
    job.write(".git/config", job.read(".git/config") + text + "\n");
    for (String command : List.of("validate", "history", "plan", "drift", "doctor")) {
      job.cli()
          .run(command)
          .ended(ExitCode.INVALID_INPUT)
          .says("unreadable-clone", "configuration", job.file(".git/config").toString())
          .saysNot("Secret");
    }
  }

  @Test
  void aFormatOfTheFutureIsNamed() {
    RolesRepo job = team.job();
    job.edit(".git/config", "repositoryformatversion = 0", "repositoryformatversion = 99");
    job.cli().run("plan").ended(ExitCode.INVALID_INPUT).says("unreadable-clone", "format \"99\"");
  }

  /** Sparse and split ones look so to a reader that does not know them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no index at all",
        "DIRC\0\0\0\2\0\0\0\0link\0\0\0\0",
        "DIRC\0\0\0\2\177\177\177\177"
      })
  void anIndexThatIsNotUnderstoodIsDoneWithout(String index) throws IOException {
    RolesRepo job = team.job();
    Files.write(job.file(".git/index"), index.getBytes(US_ASCII));
    job.cli().run("apply", "--approve").ended(ExitCode.DONE);
    job.edit("roles/alpha.yaml", "A role.", "Another role.");
    job.cli().run("plan").ended(ExitCode.DONE).says("+dirty", "Another role.");
    job.cli().run("apply", "--approve").ended(ExitCode.INVALID_INPUT).says("dirty-tree");
    job.edit("roles/alpha.yaml", "Another role.", "A role.");
    job.git().getRepository().getConfig().setString("core", null, "autocrlf", "true");
    job.git().getRepository().getConfig().save();
    job.write("roles/alpha.yaml", job.read("roles/alpha.yaml").replace("\n", "\r\n"));
    job.cli().run("plan", "--detailed-exitcode").ended(ExitCode.DONE).saysNot("+dirty");
  }

  /** Two billion objects in a file of a few kilobytes. */
  @Test
  void aPackIndexThatCountsMoreThanItHoldsIsNamed() throws IOException {
    RolesRepo job = team.job();
    List<Path> indexes;
    try (var files = Files.list(job.file(".git/objects/pack"))) {
      indexes = files.filter(file -> file.toString().endsWith(".idx")).toList();
    }
    assertFalse(indexes.isEmpty());
    for (Path index : indexes) {
      byte[] bytes = Files.readAllBytes(index);
      ByteBuffer.wrap(bytes).putInt(8 + 255 * Integer.BYTES, Integer.MAX_VALUE);
      Files.delete(index); // it is read-only
      Files.write(index, bytes);
    }
    for (String command : List.of("plan", "drift", "history")) {
      job.cli().run(command).ended(ExitCode.REMOTE_FAILED).says("damaged-clone", "pack index");
    }
  }
}
