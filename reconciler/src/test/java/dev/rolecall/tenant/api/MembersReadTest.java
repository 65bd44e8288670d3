package dev.rolecall.tenant.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.http.Trace;
import dev.rolecall.model.People;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In how many requests the users of groups are read, and what becomes of a refusal. */
class MembersReadTest {
  private static final String PATH = "/api/v1/group-memberships";

  private StubTenant stub;
  private TenantApi api;

  @BeforeEach
  void start() throws Exception {
    stub = new StubTenant();
    api =
        TenantApi.connect(
            SandboxTenant.settings(stub.url(), Map.of()), SandboxTenant.outside(Trace.none()));
  }

  @AfterEach
  void stop() {
    api.close();
    stub.close();
  }

  private People people(Set<String> groups) throws TenantException {
    return api.reader(SandboxTenant.ALL).people(new Audience(groups, Set.of()));
  }

  private static Set<String> groups(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "grp_" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private long asked() {
    return stub.targets.stream().filter(target -> target.startsWith(PATH)).count();
  }

  @Test
  void aHundredGroupsAreOneRequest() throws Exception {
    stub.on(PATH, _ -> StubTenant.page("", null));
    people(groups(100));
    assertEquals(1, asked());
    people(groups(250));
    assertEquals(4, asked());
  }

  @Test
  void theWholeListingIsReadWhereThatIsLess() throws Exception {
    stub.tenant(",\"counts\":{\"memberships\":900}");
    stub.on(
        PATH,
        _ ->
            StubTenant.page(
                "{\"group_id\":\"grp_1\",\"user\":{\"id\":\"usr_1\",\"email\":\"a@x\"}},"
                    + "{\"group_id\":\"grp_other\",\"user\":{\"id\":\"usr_2\",\"email\":\"b@x\"}}",
                null));
    assertEquals(Set.of("grp_1"), people(groups(250)).members().keySet());
    assertEquals(1, asked());
  }

  @Test
  void whatWasReadIsNotAskedAgainUntilTheTenantIsReadAgain() throws Exception {
    stub.on(
        PATH,
        query ->
            StubTenant.page(
                query.toString().contains("grp_0")
                    ? "{\"group_id\":\"grp_0\",\"user\":{\"id\":\"usr_1\",\"email\":\"a@x\"}}"
                    : "",
                null));
    var reader = api.reader(SandboxTenant.ALL);
    People first = reader.people(new Audience(groups(50), Set.of()));
    assertEquals(first, reader.people(new Audience(groups(50), Set.of())));
    assertEquals(1, asked());
    People more = reader.people(new Audience(groups(60), Set.of()));
    assertEquals(1, more.members().getOrDefault("grp_0", List.of()).size(), "nobody twice");
    assertEquals(2, asked(), "ten groups more");
    reader.people(new Audience(groups(60), Set.of()));
    assertEquals(2, asked());
    reader.read(Extent.definitions());
    reader.people(new Audience(groups(60), Set.of()));
    assertEquals(3, asked());
  }

  @Test
  void afterTheWholeListingNothingIsAsked() throws Exception {
    stub.tenant(",\"counts\":{\"memberships\":900}");
    stub.on(
        PATH,
        _ ->
            StubTenant.page(
                "{\"group_id\":\"grp_1\",\"user\":{\"id\":\"usr_1\",\"email\":\"a@x\"}},"
                    + "{\"group_id\":\"grp_300\",\"user\":{\"id\":\"usr_2\",\"email\":\"b@x\"}}",
                null));
    var reader = api.reader(SandboxTenant.ALL);
    reader.people(new Audience(Set.of("grp_1"), Set.of()));
    People many = reader.people(new Audience(groups(250), Set.of()));
    long so = asked();
    assertEquals(1, many.members().getOrDefault("grp_1", List.of()).size(), "nobody twice");
    People all = reader.people(new Audience(groups(301), Set.of()));
    assertEquals(Set.of("grp_1", "grp_300"), all.members().keySet());
    assertEquals(so, asked());
  }

  @Test
  void whatMayNotBeReadIsNotKnownAndNoFailure() throws Exception {
    stub.on(PATH, _ -> StubTenant.json(403, "{\"error\":\"forbidden\"}"));
    People people = people(groups(3));
    assertEquals(groups(3), people.unread());
    assertEquals(Map.of(), people.members());
  }

  @Test
  void nobodyIsAskedForNoGroup() throws Exception {
    assertEquals(People.nobody(), people(Set.of()));
    assertEquals(0, asked());
  }
}
