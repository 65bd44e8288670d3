package dev.rolecall.desired;

import dev.rolecall.desired.yaml.Parsed;
import dev.rolecall.desired.yaml.YamlReader;
import dev.rolecall.git.TreeFile;
import dev.rolecall.git.UnreadableObjectException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.util.List;

/** One file to its trees; what cannot or must not be read is a problem, not an exception. */
final class FileContent {
  private FileContent() {}

  static Parsed of(TreeFile file) throws UnreadableObjectException {
    SourceRef at = SourceRef.wholeFile(file.path());
    try {
      if (file.symbolicLink()) {
        String message = "This is a symbolic link; what it names is not followed.";
        return refused(RuleId.SYMBOLIC_LINK, at, message);
      }
      if (file.size() > YamlReader.MAX_BYTES) {
        return refused(RuleId.FILE_TOO_LARGE, at, YamlReader.tooLarge(file.size()));
      }
      return YamlReader.read(file.path(), file.bytes());
    } catch (UnreadableObjectException e) {
      throw e; // the clone is damaged, whatever the file says
    } catch (IOException e) {
      return refused(RuleId.UNREADABLE_FILE, at, "The file cannot be read: " + e.getMessage());
    }
  }

  private static Parsed refused(RuleId rule, SourceRef at, String message) {
    String sentence = message.endsWith(".") ? message : message + ".";
    return new Parsed(List.of(), List.of(Problem.error(rule, at, sentence)), false);
  }
}
