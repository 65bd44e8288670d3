package dev.rolecall.desired.yaml;

import dev.rolecall.problem.SourceRef;

/**
 * A value of a YAML file and where it stands. Comments and style of collections are not kept; an
 * edit works on the text, by these offsets.
 */
public sealed interface Node permits MapNode, ListNode, ScalarNode {
  /** The first character of the value. */
  SourceRef at();

  /** Offset of the first character in the file, in code points. */
  int start();

  /** Offset behind the last character of the value, in code points. */
  int end();

  /** What it is, for people: {@code a list}, {@code the number 12}. */
  String described();
}
