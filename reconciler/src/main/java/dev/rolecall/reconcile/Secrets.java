package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.http.PointedFiles;
import dev.rolecall.model.SecretSource;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/** Fetches credentials from where rolecall.yaml says they are, when they are needed. */
final class Secrets {
  /** The largest file of a secret that is read, in bytes. */
  private static final int LARGEST = 64 * 1024;

  private final Map<String, String> environment;
  private final PointedFiles files;

  Secrets(Map<String, String> environment, PointedFiles files) {
    this.environment = environment;
    this.files = files;
  }

  /**
   * The text of a secret.
   *
   * @throws InvalidInputException when its source is empty or not there; never says the text
   */
  String resolve(SecretSource secret) {
    return switch (secret) {
      case SecretSource.Literal literal -> literal.value();
      case SecretSource.Environment variable -> {
        String value = environment.getOrDefault(variable.name(), "");
        if (value.isEmpty()) {
          throw missing("The environment variable " + variable.name() + " is not set.");
        }
        yield value;
      }
      case SecretSource.File file -> read(file.path());
    };
  }

  private String read(String path) {
    try (InputStream in = files.open(path)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw missing("The file %s is larger than 64 KiB, and no secret is.".formatted(path));
      }
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
      if (text.isEmpty()) {
        throw missing("The file " + path + " is empty.");
      }
      return text;
    } catch (IOException e) {
      throw missing("The file " + path + " cannot be read.");
    }
  }

  private static InvalidInputException missing(String message) {
    return new InvalidInputException(Problem.error(RuleId.MISSING_SECRET, null, message));
  }
}
