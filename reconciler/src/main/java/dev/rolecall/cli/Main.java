package dev.rolecall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; {@code main} only wires the process to it. */
@Command(
    name = "rolecall",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Pull requests for who may do what.")
public final class Main implements Runnable {

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
