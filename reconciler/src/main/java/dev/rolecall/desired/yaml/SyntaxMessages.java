package dev.rolecall.desired.yaml;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The parser's complaints in words that say what to look at. */
final class SyntaxMessages {
  private SyntaxMessages() {}

  static String explain(MarkedYamlEngineException e) {
    String problem = e.getProblem();
    String since =
        e.getContextMark().map(mark -> ", which began on line " + (mark.getLine() + 1)).orElse("");
    if (problem.contains("mapping values are not allowed here")) {
      return "A colon is not expected here: quote a text that has a colon and a space in it, or"
          + " correct the indentation.";
    }
    if (problem.contains("expected <block end>")) {
      return "This does not fit the block" + since + ": check the indentation of both.";
    }
    if (problem.contains("unexpected end of stream")) {
      return "The file ends inside a quoted text" + since + ".";
    }
    if (problem.contains("unexpected document separator")) {
      return "A document separator stands inside a quoted text" + since + ".";
    }
    if (problem.contains("expected ',' or")) {
      return "A comma or the closing bracket is missing in the list or mapping" + since + ".";
    }
    if (problem.contains("could not find expected ':'")) {
      return "A key here has no colon behind it.";
    }
    if (problem.contains("cannot start any token")) {
      return "A text cannot start with this character without quotes.";
    }
    if (problem.contains("entries are not allowed here")) {
      return "A list item cannot start here: put it on its own line.";
    }
    if (problem.contains("unknown escape character")) {
      return "This escape is unknown: write \\\\ for a backslash, or use single quotes.";
    }
    if (problem.contains("expected the node content")) {
      return "A value is missing here.";
    }
    return "The YAML parser stopped here: " + ScalarNode.excerpt(problem.strip()) + ".";
  }
}
