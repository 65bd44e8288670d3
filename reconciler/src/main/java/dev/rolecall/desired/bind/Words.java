package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.ScalarNode;

/** Names in messages: on one line, cut to what a message can hold. */
final class Words {
  private Words() {}

  static String shown(Object name) {
    return ScalarNode.excerpt(name.toString());
  }
}
