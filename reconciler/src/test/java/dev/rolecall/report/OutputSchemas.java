package dev.rolecall.report;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The schemas of the JSON outputs, as the jar has them. */
public final class OutputSchemas {
  private static final String BASE = "https://rolecall.invalid/";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          builder -> builder.schemas(iri -> iri.startsWith(BASE) ? text(iri) : null));

  private OutputSchemas() {}

  /** What is wrong with the JSON; empty when nothing is. */
  public static List<String> errors(String schema, String json) {
    return REGISTRY
        .getSchema(SchemaLocation.of(BASE + schema + ".schema.json"))
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static String text(String iri) {
    String name = "/dev/rolecall/schema/" + iri.substring(BASE.length());
    try (var in = OutputSchemas.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
