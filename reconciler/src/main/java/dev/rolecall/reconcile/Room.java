package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.export.ExportedDocument;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.Globs;
import dev.rolecall.git.TreeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where new documents find room in a roles repository: nothing that is there is ever replaced. */
final class Room {
  private static final String EXTENSION = ".yaml";

  private final Path folder;
  private final Map<String, TreeFile> counting;
  private final Map<String, String> places = new HashMap<>();
  private final Map<String, String> before = new HashMap<>();

  /**
   * Looks at what is there.
   *
   * @param globs what counts as documents
   */
  Room(Path folder, FileTree files, Globs globs) throws IOException {
    this.folder = folder;
    this.counting =
        files.list(globs).stream().collect(Collectors.toMap(TreeFile::path, file -> file));
  }

  /** The document at a path that is free, or at the end of a file of documents. */
  ExportedDocument place(ExportedDocument document) throws IOException {
    String wanted = document.path();
    if (!places.containsKey(wanted)) {
      places.put(wanted, find(wanted));
    }
    return document.movedTo(Objects.requireNonNull(places.get(wanted)));
  }

  /** What the file at a path that a document was placed at holds already. */
  String before(String path) {
    return before.getOrDefault(path, "");
  }

  private String find(String wanted) throws IOException {
    String name = wanted.substring(0, wanted.length() - EXTENSION.length());
    String path = wanted;
    for (int number = 2; !hasRoom(path); number++) {
      path = name + "-" + number + EXTENSION;
    }
    return path;
  }

  /** A text that ends within a line may be one that a line break would change. */
  private boolean hasRoom(String path) throws IOException {
    if (!Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    @Nullable TreeFile file = counting.get(path);
    if (file == null || file.symbolicLink() || file.size() > TreeFile.SIZE_LIMIT / 2) {
      return false;
    }
    String text = new String(file.bytes(), UTF_8);
    before.put(path, text);
    return text.endsWith("\n");
  }
}
