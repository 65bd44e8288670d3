package dev.rolecall.desired.yaml;

import dev.rolecall.problem.Problem;
import java.util.List;

/**
 * What one file says, as far as it could be read.
 *
 * @param documents those before the first syntax error
 * @param problems in the order of their discovery
 * @param complete whether the file was read to its end; if not, documents may be missing
 */
public record Parsed(List<Node> documents, List<Problem> problems, boolean complete) {
  public Parsed {
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }
}
