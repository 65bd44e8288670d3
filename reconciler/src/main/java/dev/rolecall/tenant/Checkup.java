package dev.rolecall.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What one set of credentials finds when it knocks at a tenant.
 *
 * @param who whose credentials they are: {@code client rolecall-plan}
 * @param clock where the tenant's clock was; null: it did not say
 * @param tokenLifetime of the tenant; null: these credentials may not see it
 * @param facts what else there is to say, in words: version, limits
 * @param faults sentences about what the settings name and the tenant does not have, so that no
 *     command can read it
 */
public record Checkup(
    String who,
    Rights rights,
    @Nullable Instant clock,
    @Nullable Duration tokenLifetime,
    SortedMap<String, String> facts,
    List<String> faults) {

  /**
   * Rights in the tenant's own words.
   *
   * @param kind what they are: {@code scopes}, {@code roles of realm-management}
   * @param held null: the tenant does not say
   * @param writing those held that can change something; empty also where that is unknown
   * @param beside what some options take besides, and most runs do not, by the right
   */
  public record Rights(
      String kind,
      @Nullable SortedSet<String> held,
      Work plan,
      Work apply,
      SortedSet<String> writing,
      SortedMap<String, String> beside) {}

  /**
   * What a kind of work takes.
   *
   * @param needs the least rights
   * @param missing of those; null: cannot be told without trying
   */
  public record Work(SortedSet<String> needs, @Nullable SortedSet<String> missing) {}
}
