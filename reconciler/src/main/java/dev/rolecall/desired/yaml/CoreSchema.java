package dev.rolecall.desired.yaml;

import java.util.regex.Pattern;

/** Types of plain scalars by the core schema of YAML 1.2.2, section 10.3.2. */
final class CoreSchema {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private CoreSchema() {}

  static ScalarNode.Type typeOf(String plain) {
    if (plain.isEmpty()) {
      return ScalarNode.Type.NULL;
    }
    char first = plain.charAt(0);
    return switch (first) {
      case '~', 'n', 'N', 't', 'T', 'f', 'F' -> word(plain);
      case '.', '-', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(plain);
      default -> ScalarNode.Type.STRING;
    };
  }

  private static ScalarNode.Type word(String plain) {
    return switch (plain) {
      case "~", "null", "Null", "NULL" -> ScalarNode.Type.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> ScalarNode.Type.BOOLEAN;
      default -> ScalarNode.Type.STRING;
    };
  }

  private static ScalarNode.Type number(String plain) {
    char last = plain.charAt(plain.length() - 1);
    if (last > 'f') {
      return isSpecialFloat(plain) ? ScalarNode.Type.FLOAT : ScalarNode.Type.STRING;
    }
    if (INTEGER.matcher(plain).matches()) {
      return ScalarNode.Type.INTEGER;
    }
    return FLOAT.matcher(plain).matches() || isSpecialFloat(plain)
        ? ScalarNode.Type.FLOAT
        : ScalarNode.Type.STRING;
  }

  private static boolean isSpecialFloat(String plain) {
    return switch (plain) {
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" -> true;
      case ".nan", ".NaN", ".NAN" -> true;
      default -> false;
    };
  }
}
