package dev.rolecall.sandbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One connection and its prepared statements; one thread at a time. */
final class Sql implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Reads one row; never moves the cursor itself. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> all(String sql, Row<T> row, @Nullable Object... values) {
    try {
      PreparedStatement statement = prepare(sql, values);
      var result = new ArrayList<T>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          result.add(row.read(rows));
        }
      }
      return result;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) {
    return all(sql, row, values).stream().findFirst();
  }

  OptionalLong number(String sql, @Nullable Object... values) {
    return all(sql, row -> row.getLong(1), values).stream().mapToLong(Long::longValue).findFirst();
  }

  boolean exists(String sql, @Nullable Object... values) {
    return number(sql, values).isPresent();
  }

  /** The number of rows changed. */
  int update(String sql, @Nullable Object... values) {
    try {
      return prepare(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Inserts one row; its number. */
  long insert(String sql, @Nullable Object... values) {
    update(sql, values);
    return number("SELECT last_insert_rowid()").orElseThrow();
  }

  /** Statements without values, parted by semicolons. */
  void script(String text) {
    try (var statement = connection.createStatement()) {
      for (String sql : text.split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    } catch (SQLException e) {
      throw failed(text, e);
    }
  }

  /** A list as one value, for {@code IN (SELECT value FROM json_each(?))}. */
  static String list(Collection<?> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Object value : values) {
      if (value instanceof Long number) {
        array.add(number);
      } else {
        array.add(value.toString());
      }
    }
    return array.toString();
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static IllegalStateException failed(String sql, SQLException e) {
    return new IllegalStateException("the data file refused: " + sql.strip(), e);
  }

  @Override
  public void close() {
    try {
      for (var statement : statements.values()) {
        statement.close();
      }
      connection.close();
    } catch (SQLException e) {
      throw failed("close", e);
    }
  }
}
