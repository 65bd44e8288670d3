package dev.rolecall.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all commands; says what there is. */
@Command(
    name = "rolecall",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    subcommandsRepeatable = false,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Pull requests for who may do what: roles declared in YAML in git, compared with the live"
          + " tenant, and applied exactly as reviewed."
    },
    footerHeading = "%nExit codes%n",
    footer = {
      "    0  done",
      "    1  a bug of rolecall",
      "    2  changes pending (plan --detailed-exitcode), or drift found",
      "    3  invalid input",
      "    4  blocked",
      "    5  the tenant or a remote failed, or nothing was written",
      "    6  something was written and something was not",
      "    7  the plan is stale",
      "   64  usage",
      "  130  interrupted, or the prompt was not answered yes"
    })
final class Rolecall implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** Without a command: what there is. */
  @Override
  public void run() {
    var line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getOut());
  }
}
