package dev.rolecall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a random history did, to be read when it fails.
 *
 * @param counts how often each kind of event was seen, over all histories
 * @param lines this history, event by event
 */
record WalkDiary(Map<String, Integer> counts, List<String> lines) {
  static WalkDiary into(Map<String, Integer> counts) {
    return new WalkDiary(counts, new ArrayList<>());
  }

  void say(String text) {
    lines.add(text);
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
