package dev.rolecall.record;

import dev.rolecall.codec.Malformed;
import dev.rolecall.codec.StrictObject;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects as pure ASCII, read strictly. */
final class Json {
  private static final int DEEPEST = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private Json() {}

  /** One object on one line. */
  static byte[] line(Consumer<JsonGenerator> entries) {
    return write(ObjectWriteContext.empty(), entries);
  }

  /** One object, an entry a line. */
  static byte[] page(Consumer<JsonGenerator> entries) {
    var indenter = new DefaultIndenter("  ", "\n");
    var separators =
        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);
    var printer =
        new DefaultPrettyPrinter(separators)
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    return write(
        new ObjectWriteContext.Base() {
          @Override
          public DefaultPrettyPrinter getPrettyPrinter() {
            return printer;
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        },
        entries);
  }

  /**
   * Reads one object.
   *
   * @param where names it in messages
   */
  static <T> T read(byte[] bytes, String where, Function<StrictObject, T> read)
      throws BrokenRecord {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      return read.apply(new StrictObject(node, where));
    } catch (Malformed e) {
      throw new BrokenRecord("cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      throw new BrokenRecord("cannot be read: %s is not well-formed JSON".formatted(where));
    }
  }

  private static byte[] write(ObjectWriteContext layout, Consumer<JsonGenerator> entries) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = MAPPER.tokenStreamFactory().createGenerator(layout, bytes)) {
      out.writeStartObject();
      entries.accept(out);
      out.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
