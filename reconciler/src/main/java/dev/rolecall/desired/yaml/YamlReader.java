package dev.rolecall.desired.yaml;

import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML files; never throws for what is in them. */
public final class YamlReader {
  /** The largest file, in bytes; a caller that knows the size need not load a larger one. */
  public static final int MAX_BYTES = 16 << 20;

  private YamlReader() {}

  /** What is said of a file that a caller has not loaded because it is larger than the limit. */
  public static String tooLarge(long bytes) {
    return SourceText.tooLarge(bytes);
  }

  /**
   * The documents of one file.
   *
   * @param file the path that places carry, relative to the roles repository
   */
  public static Parsed read(String file, byte[] bytes) {
    var complaints = new ProblemCollector(file);
    String text = new SourceText(file, complaints).decode(bytes);
    if (text == null) {
      return new Parsed(List.of(), complaints.problems(), false);
    }
    var documents = new ArrayList<Node>();
    boolean complete = parse(file, text, documents, complaints);
    return new Parsed(documents, complaints.problems(), complete);
  }

  private static boolean parse(
      String file, String text, List<Node> documents, ProblemCollector complaints) {
    try {
      var events = new Parse(settings(text)).parseString(text).iterator();
      if (!new EventTree(file, events, complaints).readInto(documents)) {
        complaints.add(
            RuleId.EMPTY_DOCUMENT, SourceRef.wholeFile(file), () -> "The file has no document.");
      }
      return true;
    } catch (EventTree.Excess e) {
      complaints.addLast(e.rule(), e.at(), String.valueOf(e.getMessage()));
    } catch (MarkedYamlEngineException e) {
      var at = e.getProblemMark().map(mark -> place(file, mark)).orElse(SourceRef.wholeFile(file));
      complaints.add(RuleId.YAML_SYNTAX, at, () -> SyntaxMessages.explain(e));
    } catch (YamlEngineException e) {
      complaints.add(RuleId.YAML_SYNTAX, SourceRef.wholeFile(file), () -> "The text is not YAML.");
    }
    return false;
  }

  /** One buffer for the whole text: looking far ahead on a long line is quadratic otherwise. */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(text.length() + 1)
        .build();
  }

  static SourceRef place(String file, Mark mark) {
    return new SourceRef(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
