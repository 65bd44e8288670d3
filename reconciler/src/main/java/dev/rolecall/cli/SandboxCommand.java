package dev.rolecall.cli;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxClient;
import dev.rolecall.sandbox.SandboxOptions;
import dev.rolecall.sandbox.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolecall sandbox}: the embedded tenant, in the foreground until it is interrupted. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an identity tenant on this machine, to try rolecall without a real one.",
      "It speaks the API of "
          + Sandbox.CONTRACT
          + " on 127.0.0.1, ships the built-in catalogue and system roles, and runs until it is"
          + " interrupted (Ctrl-C)."
    })
final class SandboxCommand implements Callable<Integer> {
  private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,8})/min");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port on 127.0.0.1; 0, the default, takes a free one. It is printed.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "SQLite file that keeps the tenant; made if missing. Default: in memory.")
  private @Nullable Path data;

  @Option(
      names = "--seed",
      paramLabel = "FILE",
      description = {
        "YAML to fill an empty tenant with; ignored where --data has a tenant already:",
        "users: [{email, name}], groups: [{slug, name, members: [email]}], and if wanted",
        "roles: [{slug, name, description, capabilities, users, groups}],",
        "capabilities: [{area, action, name, description}], retired: [{slug, name}]."
      })
  private @Nullable Path seed;

  @Option(
      names = "--client",
      paramLabel = "ID=SECRET[:SCOPE,...]",
      description = {
        "A client that may get tokens, with its scopes (default: all). Repeatable.",
        "Default: rolecall=sandbox with all scopes."
      })
  private List<String> clients = new ArrayList<>();

  @Option(
      names = "--token-ttl",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description = "How long an access token lives. Default: ${DEFAULT-VALUE}.")
  private int tokenTtl;

  @Option(
      names = "--rate-limit",
      paramLabel = "N/min",
      description = "Answer 429 above N requests a minute. Default: no limit.")
  private @Nullable String rateLimit;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Delay every answer by that many milliseconds. Default: ${DEFAULT-VALUE}.")
  private int latency;

  @Option(
      names = "--fault",
      paramLabel = "RATE",
      defaultValue = "0",
      description = {
        "Share of requests, 0 to 1, that fail on purpose: 429, 503, or a connection that ends",
        "before the work, after it, or in the middle of the answer. Default: ${DEFAULT-VALUE}."
      })
  private double fault;

  @Option(
      names = "--fault-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same number gives the same sequence of faults. Default: ${DEFAULT-VALUE}.")
  private long faultSeed;

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      description = "Append a line per request: method, path, status, milliseconds.")
  private @Nullable Path accessLog;

  @Override
  public Integer call() {
    var commandLine = spec().commandLine();
    var out = commandLine.getOut();
    var err = commandLine.getErr();
    var over = new CountDownLatch(1);
    try (var sandbox = Sandbox.start(options(), InstantSource.system())) {
      var closing = new Thread(sandbox::close, "close the sandbox");
      Runtime.getRuntime().addShutdownHook(closing);
      out.println("listening on " + sandbox.url());
      if (out.checkError()) {
        // Whoever started it waits for this line: nobody else knows the port.
        err.println("error  " + ReportOutput.NO_STANDARD_OUTPUT);
        err.flush();
        return ExitCode.REMOTE_FAILED.code();
      }
      explain(sandbox).forEach(err::println);
      err.flush();
      over.await();
      return 0;
    } catch (InvalidInputException e) {
      e.problems().forEach(problem -> err.println(ErrorText.safe(line(problem))));
      err.flush();
      return 3;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command up");
    }
    return spec;
  }

  private SandboxOptions options() {
    check(port >= 0 && port <= 65_535, "--port must be 0 to 65535.");
    check(tokenTtl > 0, "--token-ttl must be at least 1.");
    check(latency >= 0, "--latency must not be negative.");
    check(fault >= 0 && fault <= 1, "--fault must be between 0 and 1.");
    int perMinute = 0;
    if (rateLimit != null) {
      Matcher matcher = RATE.matcher(rateLimit);
      check(matcher.matches(), "--rate-limit is written as 1000/min.");
      perMinute = Integer.parseInt(matcher.group(1));
    }
    List<SandboxClient> parsed =
        clients.isEmpty()
            ? List.of(SandboxClient.DEFAULT)
            : clients.stream().map(SandboxClient::parse).toList();
    return new SandboxOptions(
        port,
        data,
        seed,
        parsed,
        Duration.ofSeconds(tokenTtl),
        new Traffic(perMinute, Duration.ofMillis(latency), fault, faultSeed, accessLog));
  }

  private void check(boolean good, String message) {
    if (!good) {
      throw new ParameterException(spec().commandLine(), message);
    }
  }

  private List<String> explain(Sandbox sandbox) {
    String client = clients.isEmpty() ? "rolecall" : SandboxClient.parse(clients.getFirst()).id();
    return List.of(
        "Use it as a tenant in rolecall.yaml (in another terminal):",
        "  tenants:",
        "    sandbox:",
        "      provider: " + Sandbox.PROVIDER,
        "      url: " + sandbox.url(),
        "      credentials: { client-id: "
            + client
            + ", client-secret: { env: ROLECALL_CLIENT_SECRET } }",
        clients.isEmpty()
            ? "with ROLECALL_CLIENT_SECRET=sandbox in the environment."
            : "with that client's secret in ROLECALL_CLIENT_SECRET.",
        data == null
            ? "It is kept in memory: stopping it (Ctrl-C) forgets it."
            : "Ctrl-C stops it.");
  }

  private static String line(Problem problem) {
    String at = problem.at() == null ? "" : "  " + problem.at();
    return problem.severity().word() + at + "  " + problem.message() + "  " + problem.remedy();
  }
}
