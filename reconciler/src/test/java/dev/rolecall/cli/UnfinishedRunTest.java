package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever comes after a run that died is told what that one began, and what remains of it. */
@Tag("e2e")
final class UnfinishedRunTest {
  private static final int KILLED_AT = 4;

  @TempDir Path folder;

  @Test
  void itIsToldFirst() throws Exception {
    var running = new AtomicReference<@Nullable ApplyProcess>();
    try (var tenant = Tenant.ofUsers(6);
        var proxy =
            RecordingProxy.of(
                tenant.url(),
                (number, when) -> {
                  ApplyProcess process = running.get();
                  if (number == KILLED_AT
                      && when == RecordingProxy.Moment.BEFORE
                      && process != null) {
                    process.kill();
                  }
                });
        var team = Team.of(folder, proxy.url())) {
      team.role("before", "add").push("Before");
      team.apply().ended(ExitCode.DONE);
      proxy.refuse(number -> number >= KILLED_AT); // counts the writes from here
      team.role("alpha", "add", Tenant.email(0));
      team.role("beta", "add", Tenant.email(1));
      team.role("gamma", "add", Tenant.email(2));
      team.push("One each");
      try (var process = ApplyProcess.start(team.job(), folder, "--parallelism", "1")) {
        running.set(process);
        assertEquals(137, process.ended(), process::said);
      }
      running.set(null);
      proxy.refuse(_ -> false);
      team.role("gamma", "add").push("Nobody in gamma");

      String id = team.author().runId().substring(0, 8);
      now(team, Duration.ZERO, "plan").says("may still be writing, until");
      now(team, Duration.ofMinutes(36), "plan")
          .says("unfinished-run", id, "wrote 3 of 6 steps and ended unseen.")
          .says(
              "Of the other 3, 2 remain here: add user " + Tenant.email(0) + " to role alpha;",
              "; nobody asks for 1 of them any more.");
      team.role("gamma", "add", Tenant.email(2)).push("Somebody in gamma");
      String remains = "3 remain here: add user " + Tenant.email(0) + " to role alpha; add user";
      now(team, Duration.ofMinutes(36), "plan").says(remains);
      now(team, Duration.ofMinutes(36), "drift").says(remains);
      JsonNode json =
          JsonMapper.shared()
              .readTree(now(team, Duration.ofMinutes(36), "plan", "--format", "json").out());
      JsonNode unfinished = json.path("unfinished-run");
      assertEquals(3, unfinished.path("written").asInt(), json::toString);
      assertEquals(json.path("steps").path(0).path("id"), unfinished.path("remaining").path(0));
      now(team, Duration.ofMinutes(36), "apply", "--approve", "--wait", "0s")
          .ended(ExitCode.DONE)
          .says(remains);
      now(team, Duration.ofMinutes(36), "plan").ended(ExitCode.DONE).saysNot("unfinished-run");
    }
  }

  private static Cli.Ran now(Team team, Duration later, String... arguments) {
    Cli cli = team.job().cli();
    InstantSource clock = () -> InstantSource.system().instant().plus(later);
    return new Cli(cli.directory(), cli.environment(), clock, cli.terminal(), "").run(arguments);
  }
}
