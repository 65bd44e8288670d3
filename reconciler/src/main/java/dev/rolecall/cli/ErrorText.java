package dev.rolecall.cli;

import dev.rolecall.report.AnsiStyle;
import dev.rolecall.report.Format;
import dev.rolecall.report.Renderer;
import dev.rolecall.report.Report;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** Messages for standard error, in the same words as the reports. */
final class ErrorText {
  private ErrorText() {}

  /** Why a command has no result, as wide as standard error is. */
  static String failed(Report.Failed failed, CliContext context) {
    return Renderer.render(failed, Format.TEXT, context.errorScreen(AnsiStyle.PLAIN));
  }

  /** Text from outside, its control characters made visible. */
  static String safe(@Nullable String text) {
    return text == null ? "" : Renderer.visible(text);
  }

  /** Why a file or stream failed, as a clause: {@code No space left on device}. */
  static String reason(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : safe(reason);
  }
}
