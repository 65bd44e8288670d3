package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.ScalarNode;
import java.math.BigInteger;
import java.util.OptionalInt;

/** Numbers of documents: those that a schema calls an integer, from 0 to ten million. */
final class WholeNumbers {
  private static final BigInteger LARGEST = BigInteger.valueOf(10_000_000);

  /** The schema takes longer ones for too large, whatever they are. */
  private static final int LONGEST = 30;

  private WholeNumbers() {}

  /** Empty where it is none of them, of which the schema has complained. */
  static OptionalInt of(ScalarNode scalar) {
    if (scalar.type() != ScalarNode.Type.INTEGER || scalar.text().length() > LONGEST) {
      return OptionalInt.empty();
    }
    BigInteger number = number(scalar.text());
    return number.signum() < 0 || number.compareTo(LARGEST) > 0
        ? OptionalInt.empty()
        : OptionalInt.of(number.intValueExact());
  }

  /** In the notations of YAML 1.2. */
  private static BigInteger number(String text) {
    return text.startsWith("0x")
        ? new BigInteger(text.substring(2), 16)
        : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
  }
}
