package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rolecall.codec.ChangeKind;
import dev.rolecall.codec.StrictObject;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How steps ended, as {@code outcomes/0001.jsonl}, one a line. */
final class ResultLines {
  private static final NumberedFiles FILES = new NumberedFiles("outcomes", "jsonl");
  private static final int MOST = 5_000_000;

  private ResultLines() {}

  static void write(
      TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base, List<StepResult> results)
      throws IOException {
    Iterator<byte[]> lines = results.stream().map(ResultLines::line).iterator();
    FILES.write(edit, branch, base, lines);
  }

  static List<StepResult> read(ChainBranch branch, ChainCommit commit) throws IOException {
    var results = new ArrayList<StepResult>();
    FILES.read(
        branch,
        commit,
        line -> {
          String where = "outcomes line " + (results.size() + 1);
          results.add(Json.read(line.getBytes(US_ASCII), where, ResultLines::result));
          if (results.size() > MOST) {
            throw new BrokenRecord("has more than %,d outcomes".formatted(MOST));
          }
        });
    return results;
  }

  private static byte[] line(StepResult result) {
    return Json.line(out -> {
      out.writeStringProperty("step", result.step());
      out.writeStringProperty("outcome", ChangeKind.word(result.word()));
      if (result.message() != null) {
        out.writeStringProperty("message", result.message());
      }
    });
  }

  private static StepResult result(StrictObject in) {
    var result =
        new StepResult(
            in.text("step"), in.word("outcome", StepResult.Word.class), in.textOrNull("message"));
    in.end();
    return result;
  }
}
