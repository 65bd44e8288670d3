package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.edit.DocumentRemover;
import dev.rolecall.edit.Removal;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.TextFile;
import dev.rolecall.git.TreeWithTexts;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Documents that are taken out of the files of a working tree; nothing is written at first. */
final class Removals {
  private final Path directory;
  private final SortedMap<String, Removal> edits = new TreeMap<>();

  /**
   * Of the documents in which these places are.
   *
   * @param directory the roles repository
   */
  Removals(Collection<SourceRef> places, Path directory) throws IOException {
    this.directory = directory;
    Map<String, List<Integer>> lines = new HashMap<>();
    places.forEach(at -> lines.computeIfAbsent(at.file(), _ -> new ArrayList<>()).add(at.line()));
    for (var file : lines.entrySet()) {
      String text = Files.readString(directory.resolve(file.getKey()), UTF_8);
      edits.put(file.getKey(), DocumentRemover.remove(text, file.getValue()));
    }
  }

  /**
   * What would be left with a further file: it is read first, so that nothing is taken for what it
   * is not.
   */
  FileTree with(TextFile more) {
    var texts = new ArrayList<>(List.of(more));
    var gone = new TreeSet<String>();
    edits.forEach((file, removal) -> {
      switch (removal) {
        case Removal.WholeFile _ -> gone.add(file);
        case Removal.Rest(String text) -> texts.add(new TextFile(file, text));
      }
    });
    return new TreeWithTexts(new WorkingFiles(directory), texts, gone);
  }

  /**
   * Edits and removes the files.
   *
   * @param done is told of each
   */
  void make(Consumer<FileChange> done) throws IOException {
    for (var edit : edits.entrySet()) {
      Path path = directory.resolve(edit.getKey());
      switch (edit.getValue()) {
        case Removal.WholeFile _ -> {
          Files.delete(path);
          done.accept(new FileChange(FileChange.Kind.REMOVED, edit.getKey()));
        }
        case Removal.Rest(String text) -> {
          Files.writeString(path, text, UTF_8);
          done.accept(new FileChange(FileChange.Kind.EDITED, edit.getKey()));
        }
      }
    }
  }
}
