package dev.rolecall.record;

import dev.rolecall.model.OwedRevocation;
import java.util.List;

/**
 * What became of the people whom a run was to log out.
 *
 * @param ended who was logged out by it
 * @param owed who is to be still, sorted
 */
public record RunSessions(List<OwedRevocation> ended, List<OwedRevocation> owed) {
  public RunSessions {
    ended = ended.stream().sorted().toList();
    owed = owed.stream().sorted().toList();
  }
}
