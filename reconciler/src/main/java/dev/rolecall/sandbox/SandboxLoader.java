package dev.rolecall.sandbox;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Fills an empty tenant in one transaction: what ships with it, then a stream of records, about
 * 100,000 a second. Not for a tenant that has something already: that is what the API is for.
 */
public final class SandboxLoader {
  private final Store store;
  private final InstantSource clock;

  SandboxLoader(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Fills a data file that no sandbox has open.
   *
   * @throws InvalidInputException when a record cannot be taken, or the file has a tenant already;
   *     nothing is written then
   */
  public static void load(Path data, Stream<SeedRecord> records, InstantSource clock) {
    try (var store = Store.open(data)) {
      if (!new SandboxLoader(store, clock).loadIfEmpty(records)) {
        throw new InvalidInputException(
            Problem.error(
                RuleId.BAD_VALUE,
                SourceRef.wholeFile(data.toString()),
                "The data file has a tenant already."));
      }
    }
  }

  /** False, and nothing is read or written, when there is a tenant already. */
  boolean loadIfEmpty(Stream<SeedRecord> records) {
    return store.write(sql -> {
      if (sql.exists("SELECT 1 FROM roles LIMIT 1")) {
        return false;
      }
      Instant now = clock.instant();
      var intake = new SeedIntake(sql, now);
      builtIn(sql, intake);
      records.forEach(intake::accept);
      intake.finish();
      return true;
    });
  }

  /** What ships with every tenant; {@code catalogue.json} beside this class. */
  private static void builtIn(Sql sql, SeedIntake intake) {
    JsonNode catalogue;
    try (var in = SandboxLoader.class.getResourceAsStream("catalogue.json")) {
      catalogue = Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (JsonNode capability : catalogue.get("capabilities")) {
      intake.accept(
          new SeedRecord.Capability(
              text(capability, "area"),
              text(capability, "action"),
              text(capability, "name"),
              text(capability, "description"),
              text(capability, "status").equals("in-flight"),
              null));
    }
    for (JsonNode role : catalogue.get("roles")) {
      intake.accept(
          new SeedRecord.Role(
              text(role, "slug"),
              text(role, "name"),
              text(role, "description"),
              role.get("capabilities").valueStream().map(JsonNode::stringValue).toList(),
              null));
    }
    sql.update("UPDATE capabilities SET origin = 'system'");
    sql.update("UPDATE roles SET system = 1");
    intake.systemRolesDone();
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).stringValue();
  }
}
