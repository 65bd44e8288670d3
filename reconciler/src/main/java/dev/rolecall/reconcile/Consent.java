package dev.rolecall.reconcile;

import dev.rolecall.report.Report;
import java.io.IOException;

/**
 * Whoever decides whether a plan made just now is applied: somebody at a terminal, or an option.
 */
@FunctionalInterface
public interface Consent {

  /**
   * Shows the plan and asks, if there is anything to ask.
   *
   * @return false: nothing is to be written
   */
  boolean agrees(Report.Planned planned) throws IOException;
}
