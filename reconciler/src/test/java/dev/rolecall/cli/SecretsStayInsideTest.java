package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.sandbox.SandboxClient;
import dev.rolecall.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither the client's secret nor a token is in anything that rolecall says or writes. */
@Tag("e2e")
final class SecretsStayInsideTest {
  private static final String SECRET = "s3cr3t-W1th+odd/chars=and%more";

  @TempDir Path folder;
  private final Set<String> tokens = new HashSet<>();
  private final List<String> said = new ArrayList<>();

  @Test
  void notInOutputReportsOrPlansAlsoWhenThingsFail() throws IOException {
    var client = new SandboxClient("rolecall", SECRET, SandboxClient.ALL_SCOPES);
    var reader = new SandboxClient("reader", SECRET + "2", new TreeSet<>(List.of("roles:read")));
    var admin = SandboxClient.parse("admin=sandbox");
    var options =
        SandboxOptions.defaults()
            .withSeed(Tenant.acmeSeed())
            .withClients(List.of(client, reader, admin));
    try (var tenant = Tenant.start(options, "admin");
        var proxy = RecordingProxy.of(tenant.url());
        var repo = RolesRepo.acme(folder.resolve("acme"), proxy.url())) {
      Cli cli = repo.cli().with("ROLECALL_CLIENT_SECRET", SECRET);
      Cli wrong = cli.with("ROLECALL_CLIENT_SECRET", SECRET + "x");
      Path reports = Files.createDirectory(folder.resolve("reports"));

      everyFormat(cli, reports, "plan", "-v", "--out", reports.resolve("plan.json").toString());
      everyFormat(wrong, reports, "plan", "-v");
      everyFormat(wrong, reports, "apply", "-v", "--approve");
      everyFormat(cli, reports, "apply", "-v", "--approve");
      tenant.outsider().grant("payments-approver", "lee@example.com");
      everyFormat(cli, reports, "drift", "-v");
      everyFormat(cli, reports, "apply", "-v", "--plan", reports.resolve("plan.json").toString());
      repo.edit("rolecall.yaml", "client-id: rolecall", "client-id: reader");
      everyFormat(
          cli.with("ROLECALL_CLIENT_SECRET", SECRET + "2"), reports, "apply", "-v", "--approve");
      repo.edit("rolecall.yaml", "{ env: ROLECALL_CLIENT_SECRET }", "{ file: ../secret.txt }");
      repo.write("../secret.txt", SECRET + "2\n");
      everyFormat(cli, reports, "plan", "-v");
      repo.edit("rolecall.yaml", "{ file: ../secret.txt }", "'" + SECRET + "'");
      everyFormat(cli, reports, "validate", "-v");

      proxy.seen().forEach(seen -> tokens.add(seen.authorization().replace("Bearer ", "")));
      tokens.remove("null");
      assertTrue(tokens.size() >= 3, "tokens were seen");
      Files.delete(folder.resolve("secret.txt"));
      repo.delete("rolecall.yaml");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          said.add(file + ": " + Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
      assertTrue(said.size() > 30, "there is something to look at");
      for (String text : said) {
        assertFalse(text.contains(SECRET), text);
        assertFalse(text.contains("s3cr3t"), text);
        tokens.forEach(token -> assertFalse(text.contains(token), text));
      }
    }
  }

  private void everyFormat(Cli cli, Path reports, String... command) {
    String stem = reports.resolve(command[0] + said.size()).toString();
    var arguments = new ArrayList<>(List.of(command));
    for (String format : List.of("text", "json", "markdown")) {
      arguments.add("--report");
      arguments.add(format + "=" + stem + "." + format);
    }
    Cli.Ran ran = cli.run(arguments.toArray(String[]::new));
    assertTrue(ran.exit() != ExitCode.OUR_BUG.code(), ran::toString);
    said.add(ran.toString());
  }
}
