package dev.rolecall.tenant.keycloak;

import java.util.List;

/**
 * A realm with ten thousand users. It is in the template's data, so every server has it and no test
 * run makes it. Tests that use it hold {@link #LOCK}; who writes to it puts it back.
 */
public final class LargeRealm {
  /** For {@code @ResourceLock}. */
  public static final String LOCK = "large realm";

  public static final int USERS = 10_000;

  /** How many hold each role: the first so many users. */
  public static final List<Integer> COUNTS = List.of(99, 100, 101, 1_000, USERS);

  public static final String PLAN_SECRET = Connected.PLAN_SECRET;
  public static final String APPLY_SECRET = Connected.APPLY_SECRET;

  private static final String NAME = "large";

  private LargeRealm() {}

  /** Never close it. */
  public static LiveRealm on(KeycloakServer server) {
    return new LiveRealm(server, NAME);
  }

  public static String user(int i) {
    return "user%05d".formatted(i);
  }

  public static String role(int count) {
    return "holds" + count;
  }

  /** What it is; another one is another {@link Template#RECIPE}. */
  static void make(Admin admin) {
    var wanted = Connected.accounts(Realm.named(NAME)).client("none");
    COUNTS.forEach(count -> wanted.role(role(count)));
    for (int i = 0; i < USERS; i++) {
      int at = i;
      var roles = COUNTS.stream().filter(count -> at < count).map(LargeRealm::role);
      wanted.user(user(i), roles.toArray(String[]::new));
    }
    admin.createRealm(wanted.json());
  }
}
