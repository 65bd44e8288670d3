package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.git.NewRepository;
import dev.rolecall.reconcile.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chapters of the demo. Each runs real commands and checks how they end. */
final class DemoStory {
  private static final String AUTHOR = "demo";
  private static final String GUESTS_END =
      """
      kind: Policy
      name: guests-end
      description: Whoever belongs to another company leaves one day.
      for: change
      rule: >-
        change.kind == 'assignment-added'
        && change.subject.endsWith('@auditfirm.example')
        && change.expires == null
      deny: A guest's grant has an end.
      """;

  private static final Pattern RUN = Pattern.compile("\"run\" : \"([0-9a-f]{8})");

  private final CliContext context;
  private final Path repo;
  private final Path elsewhere;
  private final URI tenant;
  private final List<String> surprises = new ArrayList<>();

  DemoStory(CliContext context, Path folder, URI tenant) {
    this.repo = folder.resolve("acme");
    this.elsewhere = folder.resolve("somebody-elses-script");
    this.tenant = tenant;
    var environment = new HashMap<>(context.environment().variables());
    environment.put("ROLECALL_CLIENT_SECRET", "sandbox");
    environment.remove("ROLECALL_TENANT");
    this.context =
        new CliContext(
            context.out(),
            context.err(),
            context.in(),
            context.terminal(),
            new Environment(environment, folder, context.environment().timing()));
  }

  ExitCode tell() throws IOException {
    DemoFiles.edit(repo.resolve("rolecall.yaml"), "http://127.0.0.1:8085", tenant.toString());
    var git = NewRepository.init(repo);

    chapter(
        "1. Roles live in git",
        "A sandbox tenant listens on " + tenant + ". The roles of acme stand in YAML files:");
    show("roles/cs-lead.yaml");
    git.commitAll("Roles of acme", AUTHOR, context.clock().instant());
    run("Everything that can be known without the tenant is checked.", ExitCode.DONE, "validate");

    chapter("2. Plan, then apply", "The plan shows what would change, and cannot write.");
    run("", ExitCode.CHANGES, "plan", "--out", "plan.json", "--detailed-exitcode");
    run("Apply does exactly what was shown.", ExitCode.DONE, "apply", "--plan", "plan.json");
    run("Planning again finds nothing to do.", ExitCode.DONE, "plan", "--detailed-exitcode");

    chapter(
        "3. A change behind git's back",
        "Somebody's script makes tess@example.com a payments approver. Drift finds it:");
    behindGitsBack();
    run("", ExitCode.CHANGES, "drift");
    run("Applying the same commit takes it back.", ExitCode.DONE, "apply", "--approve");

    chapter(
        "4. What would hurt is refused",
        "Guards look at the people behind each line, and a team adds rules of its own, in CEL."
            + " Sam, from another company, would be given branding for ever:");
    Path policy = repo.resolve("policies/guests-end.yaml");
    Files.createDirectories(repo.resolve("policies"));
    Files.writeString(policy, GUESTS_END, UTF_8);
    Path branding = repo.resolve("roles/branding-editor.yaml");
    String before = Files.readString(branding, UTF_8);
    Files.writeString(branding, before + "  users: [sam@auditfirm.example]\n", UTF_8);
    show("policies/guests-end.yaml");
    git.commitAll("Branding for Sam", AUTHOR, context.clock().instant());
    run("", ExitCode.BLOCKED, "plan");
    Files.writeString(branding, before, UTF_8);

    chapter(
        "5. Three in the morning",
        "A tidy-up took payments from Priya, and is applied. Stop everything, take the run back,"
            + " and let git agree afterwards:");
    Path payments = repo.resolve("roles/payments-approver.yaml");
    String approvers = Files.readString(payments, UTF_8);
    DemoFiles.edit(payments, "    - priya@example.com\n", "");
    git.commitAll("Tidy up", AUTHOR, context.clock().instant());
    run("", ExitCode.DONE, "apply", "--approve");
    String tidied = lastRun();
    run("", ExitCode.DONE, "hold", "--for", "4h", "--reason", "Nobody can approve payments.");
    run("", ExitCode.DONE, "undo", tidied, "--approve");
    run("", ExitCode.DONE, "hold", "--release");
    run(
        "The next run would do the damage again, so it is refused.",
        ExitCode.BLOCKED,
        "apply",
        "--approve");
    Files.writeString(payments, approvers, UTF_8);
    git.commitAll("Priya approves payments again", AUTHOR, context.clock().instant());
    run("Until a commit agrees, which ends it.", ExitCode.DONE, "apply", "--approve");

    chapter(
        "6. A slug is for ever",
        "temp-contractor was retired. Taking its tombstone away and declaring it again is"
            + " refused:");
    Files.delete(repo.resolve("retired/temp-contractor.yaml"));
    Files.writeString(
        repo.resolve("roles/temp-contractor.yaml"),
        """
        kind: Role
        slug: temp-contractor
        name: Temp Contractor
        description: Back again.
        capabilities: []
        """,
        UTF_8);
    git.commitAll("Bring temp-contractor back", AUTHOR, context.clock().instant());
    run("", ExitCode.INVALID_INPUT, "validate");

    return end();
  }

  /** The first characters of the id of the last run. */
  private String lastRun() {
    var told = new StringWriter();
    aside(told, "history", "-C", repo.toString(), "--format", "json");
    Matcher run = RUN.matcher(told.toString());
    return run.find() ? run.group(1) : "";
  }

  /** Another folder, applied without git: nobody reviewed it, and no commit records it. */
  private void behindGitsBack() throws IOException {
    for (String name : List.of("rolecall.yaml", "capabilities/payments.yaml")) {
      Path copy = elsewhere.resolve(name);
      Files.createDirectories(copy.getParent() == null ? elsewhere : copy.getParent());
      Files.copy(repo.resolve(name), copy);
    }
    Path role = elsewhere.resolve("roles/payments-approver.yaml");
    Files.createDirectories(elsewhere.resolve("roles"));
    Files.copy(repo.resolve("roles/payments-approver.yaml"), role);
    DemoFiles.edit(
        role, "    - priya@example.com", "    - priya@example.com\n    - tess@example.com");
    int code =
        aside(
            Writer.nullWriter(), "apply", "-C", elsewhere.toString(), "--allow-dirty", "--approve");
    if (code != ExitCode.DONE.code()) {
      surprises.add("the change behind git's back ended with " + code);
    }
  }

  /** A command that is no part of the story. */
  private int aside(Writer out, String... arguments) {
    var quiet =
        new CliContext(
            new PrintWriter(out),
            new PrintWriter(Writer.nullWriter()),
            context.in(),
            CliContext.Terminal.NONE,
            context.environment());
    return new Main(quiet).run(arguments);
  }

  private void chapter(String title, String text) {
    var out = context.out();
    out.println();
    out.println("== " + title);
    out.println(text);
    out.println();
  }

  private void show(String file) throws IOException {
    context.out().println("--- " + file);
    Files.readAllLines(repo.resolve(file)).forEach(l -> context.out().println("    " + l));
    context.out().println();
  }

  /** Nobody reads it any more, and a command that says so is no surprise. */
  private void requireHeard() throws OutputFailedException {
    if (context.out().checkError()) {
      throw new OutputFailedException(List.of(ReportOutput.NO_STANDARD_OUTPUT));
    }
  }

  private void run(String text, ExitCode expected, String... arguments) throws IOException {
    var out = context.out();
    if (!text.isEmpty()) {
      out.println(text);
    }
    out.println("$ rolecall " + String.join(" ", arguments));
    requireHeard();
    var all = new ArrayList<>(List.of(arguments));
    all.add("-C");
    all.add(repo.toString());
    int code = new Main(context).run(all.toArray(String[]::new));
    out.println("(exit " + code + ")");
    out.println();
    requireHeard();
    if (code != expected.code()) {
      surprises.add(
          "rolecall %s ended with %d, not %d"
              .formatted(String.join(" ", arguments), code, expected.code()));
    }
  }

  private ExitCode end() {
    var out = context.out();
    if (surprises.isEmpty()) {
      out.println("That is the story. Next: README.md, \"Five minutes\".");
      return ExitCode.DONE;
    }
    surprises.forEach(surprise -> out.println("unexpected: " + surprise));
    return ExitCode.OUR_BUG;
  }
}
