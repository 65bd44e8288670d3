package dev.rolecall.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --base} of the commands that only need it to know whose settings to trust. */
final class JudgeOption {
  @Option(
      names = "--base",
      paramLabel = "REV",
      description = {
        "Take the settings, and everything they point to, from this commit: for a change that is"
            + " not reviewed yet."
      })
  @Nullable String base;
}
