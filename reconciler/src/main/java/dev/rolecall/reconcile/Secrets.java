package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.model.Secret;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Fetches credentials from where rolecall.yaml says they are, when they are needed. */
final class Secrets {
  private final Map<String, String> environment;
  private final Path repository;

  Secrets(Map<String, String> environment, Path repository) {
    this.environment = environment;
    this.repository = repository;
  }

  /**
   * The text of a secret.
   *
   * @throws InvalidInputException when its source is empty or not there; never says the text
   */
  String resolve(Secret secret) {
    return switch (secret) {
      case Secret.Literal literal -> literal.value();
      case Secret.Environment variable -> {
        String value = environment.getOrDefault(variable.name(), "");
        if (value.isEmpty()) {
          throw missing("The environment variable " + variable.name() + " is not set.");
        }
        yield value;
      }
      case Secret.File file -> read(file.path());
    };
  }

  private String read(String path) {
    try {
      String text = Files.readString(repository.resolve(path), UTF_8).strip();
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
