package dev.rolecall.house;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * google-java-format over every Java file of a module, in place or as a check. Also a program of
 * its own, so that files can be formatted while the module does not compile.
 */
public final class Format {
  private final Formatter formatter =
      new Formatter(
          JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.GOOGLE).build());

  Format() {}

  /** Rewrites what differs under the {@code src} folders given. */
  public static void main(String[] folders) throws IOException {
    var format = new Format();
    boolean clean = true;
    for (var folder : folders) {
      for (var file : files(Path.of(folder))) {
        try {
          var before = Files.readString(file);
          var after = format.of(before);
          if (!after.equals(before)) {
            Files.writeString(file, after);
            System.out.println("formatted " + file);
          }
        } catch (FormatterException e) {
          clean = false;
          System.err.println(file + ": " + e.getMessage());
        }
      }
    }
    System.exit(clean ? 0 : 1);
  }

  /** Files whose text is not what the formatter would write, relative to the folder. */
  List<String> unformatted(Path folder) throws IOException {
    var found = new ArrayList<String>();
    for (var file : files(folder)) {
      try {
        var text = Files.readString(file);
        if (!of(text).equals(text)) {
          found.add(folder.relativize(file).toString());
        }
      } catch (FormatterException e) {
        found.add(folder.relativize(file) + ": " + e.getMessage());
      }
    }
    return found;
  }

  private String of(String text) throws FormatterException {
    return formatter.formatSourceAndFixImports(text);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
