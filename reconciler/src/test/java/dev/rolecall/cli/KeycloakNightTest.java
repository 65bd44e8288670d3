package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk at three in the morning, as the README has it, on a real Keycloak. */
@Tag("keycloak")
final class KeycloakNightTest {
  /** The first line of the block. */
  private static final String FIRST = "rolecall hold --for 4h";

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir Path folder;

  private static void support(RolesRepo repo, String... users) {
    var yaml =
        new StringBuilder(
            """
            kind: Role
            slug: support
            name: Support
            description: Helps customers.
            capabilities:
              - desk:open
            manage: exact
            assignments:
              users:
            """);
    for (String user : users) {
      yaml.append("    - ").append(user).append('\n');
    }
    repo.write("roles/support.yaml", yaml.toString());
  }

  @Test
  void aBadMergeIsTakenBack() throws Exception {
    var users = List.of("anita", "ben", "cleo", "dara", "emil");
    var own = Realm.fresh().client("desk", "open");
    users.forEach(own::user);
    own.user("mallory");
    Path remote = folder.resolve("remote.git");
    try (var realm = KeycloakRealm.of(own, folder.resolve("first"))) {
      support(realm.repo(), users.toArray(String[]::new));
      realm.repo().commit("Support as it is");
      realm.repo().cloneBareTo(remote);
      try (var ci = RolesRepo.cloneOf(remote, folder.resolve("ci"))) {
        KeycloakRealm.cli(ci).run("apply", "--approve").ended(ExitCode.DONE);
        support(ci, "anita", "ben", "cleo", "mallory");
        ci.commit("Support: tidy up");
        ci.push();
        KeycloakRealm.cli(ci).run("apply", "--approve").ended(ExitCode.DONE);
        assertEquals(List.of("anita", "ben", "cleo", "mallory"), realm.holders("support"));
        walk(remote);
      }
      assertEquals(users, realm.holders("support"));
    }
  }

  private void walk(Path remote) throws Exception {
    MarkdownFile.Block block =
        MarkdownFile.of("README.md").blocks("sh").stream()
            .filter(one -> one.lines().getFirst().startsWith(FIRST))
            .findFirst()
            .orElseThrow();
    String[] ends = block.notRun().replaceAll(".*ends with ", "").split(" ");
    assertEquals(block.lines().size(), ends.length);
    var said = new StringBuilder();
    String run = "";
    try (var lee = RolesRepo.cloneOf(remote, folder.resolve("lee"))) {
      for (int i = 0; i < block.lines().size(); i++) {
        String line = block.lines().get(i).replace("3f2a1b9c", run);
        said.append("$ ").append(line).append('\n');
        if (line.startsWith("git push origin ")) {
          String[] refs = line.substring("git push origin ".length()).split(":");
          lee.pushBranch(refs[0], refs[1]);
          continue;
        }
        Cli.Ran ran;
        if (line.startsWith("rolecall hold") || line.startsWith("rolecall history")) {
          ran = in(remote, "ada" + i, line);
        } else if (line.startsWith("rolecall undo")) {
          ran = KeycloakRealm.cli(lee).run(words(line));
        } else {
          ran = in(remote, "job" + i, line);
        }
        said.append(ran.out()).append(ran.err());
        assertEquals(Integer.parseInt(ends[i]), ran.exit(), said::toString);
        if (line.startsWith("rolecall history")) {
          Matcher id = Pattern.compile("run ([0-9a-f]{8})").matcher(ran.out());
          assertTrue(id.find(), ran::out);
          run = id.group(1);
        }
      }
    }
  }

  private Cli.Ran in(Path remote, String clone, String line) {
    try (var repo = RolesRepo.cloneOf(remote, folder.resolve(clone))) {
      return KeycloakRealm.cli(repo).run(words(line));
    }
  }

  private static String[] words(String line) {
    var words = new ArrayList<String>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return Arrays.copyOfRange(words.toArray(String[]::new), 1, words.size());
  }
}
