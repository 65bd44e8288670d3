package dev.rolecall.report;

import dev.rolecall.access.Ending;
import dev.rolecall.codec.EndingWriter;
import dev.rolecall.codec.ImpactWriter;
import dev.rolecall.codec.NoticeWriter;
import dev.rolecall.codec.ObjectionWriter;
import dev.rolecall.codec.PlanWriter;
import dev.rolecall.codec.RevocationWriter;
import dev.rolecall.problem.SourceRef;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** One JSON object as indented ASCII text; a text in it cannot act on a terminal. */
final class JsonText {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator out;
  private final PlanWriter plan;
  private final NoticeWriter notices;
  private final ImpactWriter impact;
  private final ObjectionWriter objections;
  private final RevocationWriter revocations;

  private JsonText(JsonGenerator out) {
    this.out = out;
    this.plan = new PlanWriter(out, PlanWriter.Part.WHOLE);
    this.notices = new NoticeWriter(out);
    this.impact = new ImpactWriter(out);
    this.objections = new ObjectionWriter(out);
    this.revocations = new RevocationWriter(out);
  }

  static String write(Consumer<JsonText> entries) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(context(), bytes)) {
      out.writeStartObject();
      entries.accept(new JsonText(out));
      out.writeEndObject();
    }
    return bytes.toString(StandardCharsets.US_ASCII) + "\n";
  }

  /** Writes changes and what else a plan is made of into the object at hand. */
  PlanWriter plan() {
    return plan;
  }

  /** Writes what stands beside the changes into the object at hand. */
  ObjectionWriter objections() {
    return objections;
  }

  RevocationWriter revocations() {
    return revocations;
  }

  ImpactWriter impact() {
    return impact;
  }

  NoticeWriter notices() {
    return notices;
  }

  /** Writes what ends soon into the object at hand. */
  void expiring(Collection<Ending> endings) {
    new EndingWriter(out).write(endings);
  }

  void put(String name, String value) {
    out.writeStringProperty(name, value);
  }

  void put(String name, long value) {
    out.writeNumberProperty(name, value);
  }

  void put(String name, boolean value) {
    out.writeBooleanProperty(name, value);
  }

  void value(String value) {
    out.writeString(value);
  }

  void object(Runnable entries) {
    out.writeStartObject();
    entries.run();
    out.writeEndObject();
  }

  void object(String name, Runnable entries) {
    named(name, () -> object(entries));
  }

  /** An entry whose value is written by somebody else. */
  void named(String name, Runnable value) {
    out.writeName(name);
    value.run();
  }

  <T> void list(String name, Collection<T> items, Consumer<T> each) {
    out.writeArrayPropertyStart(name);
    items.forEach(each);
    out.writeEndArray();
  }

  void texts(String name, Collection<String> items) {
    list(name, items, this::value);
  }

  /** The place of something; no entry where there is none. */
  void at(@Nullable SourceRef at) {
    if (at != null) {
      object(
          "at",
          () -> {
            put("file", at.file());
            put("line", at.line());
            put("column", at.column());
          });
    }
  }

  private static ObjectWriteContext context() {
    var indenter = new DefaultIndenter("  ", "\n");
    PrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter);
    return new ObjectWriteContext.Base() {
      @Override
      public PrettyPrinter getPrettyPrinter() {
        return printer;
      }

      @Override
      public boolean hasPrettyPrinter() {
        return true;
      }
    };
  }
}
