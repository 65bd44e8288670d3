package dev.rolecall.codec;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;

/** One entry a line down to the items of a top list, so that files diff and grep well. */
public final class LineLayout implements PrettyPrinter {
  private static final int BROKEN_LEVELS = 2;

  private int depth;

  /** A context that lays out with a new printer; the printer keeps state, so one per generator. */
  public static ObjectWriteContext context() {
    var layout = new LineLayout();
    return new ObjectWriteContext.Base() {
      @Override
      public PrettyPrinter getPrettyPrinter() {
        return layout;
      }

      @Override
      public boolean hasPrettyPrinter() {
        return true;
      }
    };
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator out) {
    out.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator out) {
    out.writeRaw('{');
    depth++;
  }

  @Override
  public void beforeObjectEntries(JsonGenerator out) {
    lineBreak(out);
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) {
    separate(out);
  }

  @Override
  public void writeObjectNameValueSeparator(JsonGenerator out) {
    out.writeRaw(": ");
  }

  @Override
  public void writeEndObject(JsonGenerator out, int entries) {
    depth--;
    end(out, entries, '}');
  }

  @Override
  public void writeStartArray(JsonGenerator out) {
    out.writeRaw('[');
    depth++;
  }

  @Override
  public void beforeArrayValues(JsonGenerator out) {
    lineBreak(out);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) {
    separate(out);
  }

  @Override
  public void writeEndArray(JsonGenerator out, int values) {
    depth--;
    end(out, values, ']');
  }

  private void separate(JsonGenerator out) {
    out.writeRaw(',');
    if (depth > BROKEN_LEVELS) {
      out.writeRaw(' ');
    }
    lineBreak(out);
  }

  private void lineBreak(JsonGenerator out) {
    if (depth <= BROKEN_LEVELS) {
      out.writeRaw('\n');
      out.writeRaw("  ".repeat(depth));
    }
  }

  private void end(JsonGenerator out, int items, char bracket) {
    if (items > 0 && depth < BROKEN_LEVELS) {
      out.writeRaw('\n');
      out.writeRaw("  ".repeat(depth));
    }
    out.writeRaw(bracket);
  }
}
