package dev.rolecall.cli;

import dev.rolecall.desired.Desired;
import dev.rolecall.git.GitRepository;
import java.util.Set;

/**
 * Loads what most commands need while the command line is read. Half of a short command is the
 * loading of classes, schemas and messages, and a second processor is mostly idle by then.
 */
final class HeadStart {
  private static final Set<String> WITHOUT_REPOSITORY =
      Set.of("help", "completion", "sandbox", "demo", "init");

  private HeadStart() {}

  /** Begins it, unless these arguments open no repository. */
  static void of(String... arguments) {
    if (arguments.length > 0
        && !arguments[0].startsWith("-")
        && !WITHOUT_REPOSITORY.contains(arguments[0])) {
      Thread.startVirtualThread(Desired::prepare);
      Thread.startVirtualThread(GitRepository::prepare);
    }
  }
}
