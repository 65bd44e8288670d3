package dev.rolecall.report;

import java.util.List;

/**
 * What one guard has against a plan.
 *
 * @param rule id of the guard
 * @param facts a line each
 * @param paste the document that would lift it, in lines; empty: there is none
 * @param file where that document belongs; empty as well
 */
record GuardLine(String rule, Phrase message, List<Phrase> facts, List<String> paste, String file) {
  GuardLine {
    facts = List.copyOf(facts);
    paste = List.copyOf(paste);
  }
}
