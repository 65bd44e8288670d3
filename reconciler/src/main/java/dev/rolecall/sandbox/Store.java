package dev.rolecall.sandbox;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file, or memory, of one tenant. Writers take turns; readers of a file see the last
 * commit and never wait for a writer. In memory there is one connection and all take turns.
 */
final class Store implements AutoCloseable {
  private static final int READERS = 4;
  private static final int VERSION = 2;

  private final BlockingQueue<Sql> writers = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<Sql> readers;
  private final int readerCount;

  private Store(Sql writer, List<Sql> readers) {
    writers.add(writer);
    readerCount = readers.size();
    this.readers = readers.isEmpty() ? writers : new ArrayBlockingQueue<>(READERS, false, readers);
  }

  /**
   * Opens the file and makes its tables if it is new; null: in memory.
   *
   * @throws InvalidInputException when the file cannot be opened or is something else
   */
  static Store open(@Nullable Path file) {
    String url = "jdbc:sqlite:" + (file == null ? ":memory:" : file.toString());
    var opened = new ArrayList<Sql>();
    try {
      if (file != null) {
        PrivateFile.create(file);
      }
      Sql writer = connect(url, opened);
      long version = writer.number("PRAGMA user_version").orElseThrow();
      boolean empty = !writer.exists("SELECT 1 FROM sqlite_schema LIMIT 1");
      if (!empty && version != VERSION && version != 1) {
        throw new IllegalStateException("it was not made by this version of rolecall sandbox");
      }
      if (file != null) {
        writer.script("PRAGMA journal_mode = WAL");
      }
      if (empty) {
        writer.script(
            "BEGIN IMMEDIATE;" + Tables.SQL + "PRAGMA user_version = " + VERSION + ";COMMIT");
      }
      if (!empty && version == 1) {
        writer.script(
            "BEGIN IMMEDIATE;" + Tables.FROM_1 + "PRAGMA user_version = " + VERSION + ";COMMIT");
      }
      for (int i = 0; file != null && i < READERS; i++) {
        connect(url, opened).script("PRAGMA query_only = 1");
      }
      return new Store(writer, List.copyOf(opened.subList(1, opened.size())));
    } catch (SQLException | IOException | IllegalStateException e) {
      opened.forEach(Sql::close);
      throw new InvalidInputException(
          Problem.error(
              RuleId.UNREADABLE_FILE,
              SourceRef.wholeFile(String.valueOf(file)),
              "The data file cannot be opened: " + reason(e) + "."));
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static Sql connect(String url, List<Sql> opened) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(10_000);
    // A killed process loses nothing; only a power cut could lose the last commits.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    var sql = new Sql(config.createConnection(url));
    opened.add(sql);
    sql.script("PRAGMA cache_size = -65536");
    return sql;
  }

  /** Runs the work on one consistent state. */
  <T> T read(Function<Sql, T> work) {
    return within(readers, "BEGIN", work);
  }

  /** Runs the work in one transaction; an exception undoes it. */
  <T> T write(Function<Sql, T> work) {
    return within(writers, "BEGIN IMMEDIATE", work);
  }

  private static <T> T within(BlockingQueue<Sql> pool, String begin, Function<Sql, T> work) {
    Sql sql = take(pool);
    try {
      sql.script(begin);
      boolean done = false;
      try {
        T result = work.apply(sql);
        sql.script("COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          sql.script("ROLLBACK");
        }
      }
    } finally {
      pool.add(sql);
    }
  }

  private static Sql take(BlockingQueue<Sql> pool) {
    try {
      return pool.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the data file", e);
    }
  }

  /** Waits for work under way. Nothing may be started afterwards. */
  @Override
  public void close() {
    Sql writer = take(writers);
    for (int i = 0; i < readerCount; i++) {
      take(readers).close();
    }
    writer.close();
  }
}
