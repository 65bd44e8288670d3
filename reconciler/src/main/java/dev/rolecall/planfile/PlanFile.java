package dev.rolecall.planfile;

import dev.rolecall.codec.EntryReader;
import dev.rolecall.codec.LineLayout;
import dev.rolecall.codec.Malformed;
import dev.rolecall.codec.PlanReader;
import dev.rolecall.codec.PlanWriter;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A saved plan: versioned JSON, one step a line, the same bytes for equal plans. Guards against
 * accidents (a cut, an edit, another version), not against somebody who computes a new checksum:
 * who may change the file may as well run the plan.
 */
public final class PlanFile {
  private static final String FORMAT = "rolecall-plan";
  private static final int VERSION = 2;

  /** The largest file that is read, in bytes. */
  private static final long LARGEST = 1L << 30;

  private static final int DEEPEST = 16;

  /** Pure ASCII: what a tenant put into a name cannot act on the terminal that shows the file. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private PlanFile() {}

  /** The file's bytes: ASCII, ending with a line break. */
  public static byte[] write(Plan plan) {
    var bytes = new ByteArrayOutputStream();
    generate(
        bytes,
        out -> {
          out.writeStringProperty("format", FORMAT);
          out.writeNumberProperty("version", VERSION);
          out.writeStringProperty("digest", digest(plan));
          out.writeStringProperty("checksum", checksum(plan, PlanWriter.Part.WHOLE));
          new PlanWriter(out, PlanWriter.Part.WHOLE).write(plan);
        });
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote, and nothing else.
   *
   * @param name how to call the file in a problem
   * @throws InvalidInputException the bytes are not a plan of this version, were edited, or are
   *     more than 1 GiB
   */
  public static Plan read(InputStream bytes, String name) throws IOException {
    return read(bytes, name, LARGEST);
  }

  static Plan read(InputStream bytes, String name, long limit) throws IOException {
    Content content;
    try (JsonParser in = JSON.createParser(new BoundedPlan(bytes, limit))) {
      content = content(new EntryReader(in));
    } catch (Malformed e) {
      throw refusal(SourceRef.wholeFile(name), "%s %s.".formatted(name, e.getMessage()));
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      throw refusal(place(name, e), name + " is not well-formed JSON.");
    }
    if (!content.checksum().equals(checksum(content.plan(), PlanWriter.Part.WHOLE))
        || !content.digest().equals(digest(content.plan()))) {
      throw refusal(
          SourceRef.wholeFile(name),
          name + " was edited after it was written: its digest differs.");
    }
    return content.plan();
  }

  /** What a file says of itself, and the plan. */
  private record Content(String digest, String checksum, Plan plan) {}

  private static Content content(EntryReader in) {
    if (!in.begins("format", FORMAT)) {
      throw new Malformed("is not a plan file");
    }
    if (!in.number("version", VERSION)) {
      throw new Malformed(
          "has another version of the plan format than %d, the one that this rolecall reads"
              .formatted(VERSION));
    }
    String digest = in.named("digest");
    String checksum = in.named("checksum");
    Plan plan = PlanReader.read(in);
    in.end();
    return new Content(digest, checksum, plan);
  }

  /**
   * The name of what a plan does, 64 hexadecimal digits; people read the first 8. It leaves out the
   * commit, the lines, the parts of the report and all findings that do not block, so that one
   * change has one digest in its pull request and after the merge.
   */
  public static String digest(Plan plan) {
    return checksum(plan, PlanWriter.Part.ESSENCE);
  }

  private static String checksum(Plan plan, PlanWriter.Part part) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      generate(
          new DigestOutputStream(OutputStream.nullOutputStream(), sha256),
          out -> new PlanWriter(out, part).write(plan));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void generate(OutputStream target, Consumer<JsonGenerator> entries) {
    try (JsonGenerator out =
        JSON.tokenStreamFactory().createGenerator(LineLayout.context(), target)) {
      out.writeStartObject();
      entries.accept(out);
      out.writeEndObject();
    }
  }

  private static SourceRef place(String name, JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? SourceRef.wholeFile(name)
        : new SourceRef(name, at.getLineNr(), Math.max(0, at.getColumnNr()));
  }

  private static InvalidInputException refusal(SourceRef at, String message) {
    return new InvalidInputException(Problem.error(RuleId.PLAN_FILE, at, message));
  }
}
