package dev.rolecall.sandbox;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One line per request, written before its answer is sent; no header and no body is in it. */
final class AccessLog implements AutoCloseable {
  private final @Nullable Writer out;

  AccessLog(@Nullable Path file) throws IOException {
    if (file != null) {
      PrivateFile.create(file);
    }
    out =
        file == null
            ? null
            : Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  synchronized void line(String method, String path, String status, long millis)
      throws IOException {
    if (out != null) {
      out.write(method + " " + path + " " + status + " " + millis + "\n");
      out.flush();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
