package dev.rolecall.record;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Pins;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pins as {@code subjects/users.txt}: a declared name and the id it led to, one a line. */
final class PinsFolder {
  static final String NAME = "subjects";

  private static final int MOST = 10_000_000;

  private PinsFolder() {}

  static Pins read(ChainBranch branch, ChainCommit commit) throws IOException {
    var ids = new TreeMap<SubjectName, String>();
    branch.each(
        commit,
        NAME,
        (path, bytes) -> {
          SubjectKind kind = kind(path);
          for (String line : LineFile.lines(path, bytes)) {
            int space = line.indexOf(' ');
            if (space < 0) {
              throw new BrokenRecord("has a line without an id in subjects/" + path);
            }
            var name = new SubjectName(kind, PercentText.ofWord(line.substring(0, space)));
            String id = PercentText.ofWord(line.substring(space + 1));
            if (!name.equals(name.folded()) || ids.put(name, id) != null || ids.size() > MOST) {
              throw new BrokenRecord("has a name twice, or one too many, in subjects/" + path);
            }
          }
        });
    return new Pins(ids);
  }

  static void write(
      TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base, Pins before, Pins now)
      throws IOException {
    if (before.equals(now)) {
      return;
    }
    var files = new TreeMap<String, byte[]>();
    for (SubjectKind kind : SubjectKind.values()) {
      List<Buckets.Line> lines = new ArrayList<>();
      now.ids()
          .forEach((name, id) -> {
            if (name.kind() == kind) {
              lines.add(
                  new Buckets.Line(
                      name.name(), PercentText.word(name.name()) + " " + PercentText.word(id)));
            }
          });
      files.putAll(Buckets.files(kind.plural(), lines));
    }
    SortedMap<String, String> there = base == null ? new TreeMap<>() : branch.blobs(base, NAME);
    new FolderWriter(edit, NAME).write(there, files);
  }

  private static SubjectKind kind(String path) throws BrokenRecord {
    for (SubjectKind kind : SubjectKind.values()) {
      if (path.equals(kind.plural() + Buckets.FILE) || path.startsWith(kind.plural() + "/")) {
        return kind;
      }
    }
    throw new BrokenRecord("has a file where none belongs: subjects/" + path);
  }
}
