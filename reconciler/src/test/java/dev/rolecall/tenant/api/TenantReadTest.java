package dev.rolecall.tenant.api;

import static dev.rolecall.tenant.api.StubTenant.json;
import static dev.rolecall.tenant.api.StubTenant.page;
import static dev.rolecall.tenant.api.StubTenant.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.http.Trace;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In how many requests a tenant is read, and what an odd answer leads to. */
class TenantReadTest {
  private StubTenant stub;
  private TenantApi api;

  @BeforeEach
  void start() throws Exception {
    stub = new StubTenant();
    connect(Map.of());
  }

  private void connect(Map<String, String> options) {
    api =
        TenantApi.connect(
            SandboxTenant.settings(stub.url(), options), SandboxTenant.outside(Trace.none()));
  }

  @AfterEach
  void stop() {
    api.close();
    stub.close();
  }

  private LiveState everything(Set<SubjectName> names) throws TenantException {
    return api.reader(SandboxTenant.ALL).read(Extent.everything(names));
  }

  private static Set<SubjectName> users(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SubjectName.user("user" + i + "@example.com"))
        .collect(Collectors.toSet());
  }

  private static int holders(LiveState live) {
    return live.holders().values().stream().mapToInt(all -> all.size()).sum();
  }

  @Test
  void aSmallTenantTakesOneRequestForEachListing() throws Exception {
    stub.tenant(",\"counts\":{\"assignments\":900}").holding(3, 300, 900);
    var live = everything(Set.of());
    assertEquals(900, holders(live));
    assertEquals(Map.of("GET", 5L, "POST", 1L), api.requests());
  }

  /** One more for each hundred e-mails that documents name: another account may have one too. */
  @Test
  void everyDeclaredEmailIsAskedForAlsoWhereAHolderHasIt() throws Exception {
    stub.tenant(",\"counts\":{\"assignments\":900,\"users\":20000}").holding(3, 300, 900);
    everything(users(1000));
    assertEquals(Map.of("GET", 15L, "POST", 1L), api.requests());
    assertEquals(10, stub.targets("/users?email=").size());
  }

  @Test
  void idsThatNobodyMetHasAreAskedForInBulk() throws Exception {
    stub.holding(3, 300, 900);
    var ids =
        IntStream.range(0, 250)
            .mapToObj(i -> new SubjectId(SubjectKind.USER, "usr_other" + i))
            .collect(Collectors.toSet());
    api.reader(SandboxTenant.ALL)
        .read(Extent.usersOf(Set.of(), new SubjectLookups(Set.of(), ids, new TreeMap<>())));
    assertEquals(3, stub.targets("/users?id=").size());
    assertEquals(0, stub.targets("/groups").size());
  }

  @ParameterizedTest
  @CsvSource({"7999, 1", "16000, 2", "20500, 2", "100000, 8"})
  void aLargeListingIsReadInPartsThatCostFewPagesMore(int count, int parts) throws Exception {
    stub.tenant(",\"counts\":{\"assignments\":%d}".formatted(count)).holding(10, 20_000, count);
    var live = everything(Set.of());
    assertEquals(count, holders(live));
    var shards =
        stub.targets("role-assignments").stream()
            .map(target -> target.replaceAll(".*shard=([^&]*).*|.*", "$1"))
            .collect(Collectors.toSet());
    assertEquals(parts, shards.size(), shards.toString());
    int pages = Math.ceilDiv(count, 1000);
    int sent = stub.targets("role-assignments").size();
    assertTrue(sent <= 1.2 * pages, sent + " requests for " + pages + " pages");
  }

  @Test
  void aTenantThatDoesNotSayHowLargeItIsIsReadPageByPage() throws Exception {
    stub.holding(10, 20_000, 20_000);
    assertEquals(20_000, holders(everything(Set.of())));
    assertEquals(20, stub.targets("role-assignments").size());
    assertEquals(0, stub.targets("shard").size());
  }

  @Test
  void subjectsAreSharedBetweenTheirAssignments() throws Exception {
    stub.holding(2, 5, 10);
    var live = everything(Set.of());
    var first = live.holders(new Slug("role-0"));
    var second = live.holders(new Slug("role-1"));
    for (int i = 0; i < 5; i++) {
      assertSame(first.get(i), second.get(i));
    }
  }

  @Test
  void namesAreLookedUpInBulkAndAHoldersEmailMayBeAnothersToo() throws Exception {
    stub.holding(1, 50, 50);
    stub.on(
        "/api/v1/users",
        url ->
            page(
                url.queryParameterValues("email").stream()
                    .map(email -> StubTenant.user(String.valueOf(email)))
                    .collect(Collectors.joining(",")),
                null));
    var live = everything(users(300));
    assertEquals(3, stub.targets("/users").size());
    var directory = live.directory();
    assertEquals(250, users(300).stream().filter(n -> directory.find(n).isPresent()).count());
    assertEquals(50, users(300).stream().filter(n -> directory.bearers(n).size() == 2).count());
  }

  @Test
  void theDirectoryIsListedWhereThatTakesFewerRequests() throws Exception {
    stub.tenant(",\"counts\":{\"users\":1500}")
        .on(
            "/api/v1/users",
            url -> slice(url, 1500, i -> StubTenant.user("user" + i + "@example.com")));
    var live = everything(users(300));
    assertEquals(2, stub.targets("/users").size());
    assertTrue(live.directory().find(SubjectName.user("user299@example.com")).isPresent());
  }

  @Test
  void longNamesDoNotMakeALongRequestLine() throws Exception {
    var names =
        IntStream.range(0, 100)
            .mapToObj(i -> SubjectName.user("u" + i + "x".repeat(230) + "@example.com"))
            .collect(Collectors.toSet());
    everything(names);
    assertTrue(stub.targets("/users").stream().allMatch(target -> target.length() < 7500));
  }

  @Test
  void aFewRolesAreReadByTheirSlugs() throws Exception {
    var live =
        api.reader(SandboxTenant.ALL).read(Extent.ofRoles(Set.of(new Slug("a"), new Slug("b"))));
    assertEquals(Set.of(), live.roles().keySet());
    assertEquals(1, stub.targets("/roles?slug=a&slug=b&limit=1000").size());
    assertEquals(1, stub.targets("/role-assignments?role=a&role=b&limit=1000").size());
  }

  @Test
  void aRefusedPageSizeFallsBackToTheTenantsOwn() throws Exception {
    stub.on(
        "/api/v1/roles",
        url ->
            url.queryParameter("limit") == null
                ? slice(url, 120, i -> StubTenant.role("role-" + i))
                : json(400, "{\"error\":\"invalid_request\",\"details\":{\"field\":\"limit\"}}"));
    assertEquals(120, everything(Set.of()).roles().size());
    assertEquals(4, stub.targets("/roles").size());
  }

  @Test
  void theSettingsMayAskForSmallerPages() throws Exception {
    api.close();
    connect(Map.of("page-size", "10"));
    stub.holding(25, 1, 0);
    assertEquals(25, everything(Set.of()).roles().size());
    assertEquals(3, stub.targets("/roles?").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "roles | {'data':[{'slug':'a'}],'meta':{'next_cursor':null}} | no field name in /data/0",
        "roles | {'data':[{'slug':7}],'meta':{'next_cursor':null}} | not text in /data/0/slug",
        "roles | {'data':[]} | no field meta",
        "roles | {'meta':{'next_cursor':null}} | no field data",
        "roles | {'data':[],'meta':{}} | no field next_cursor in /meta",
        "roles | {'data':{},'meta':{}} | not a list in /data",
        "roles | [] | not an object",
        "retired-slugs | {'data':[{}],'meta':{}} | no field slug in /data/0",
        "capabilities | {'data':[{'status':'x'}]} | not available or in-flight in /data/0/status",
        "role-assignments | {'data':[{'role':'a','subject':{'type':'user','id':'u'}}]}"
            + " | no field email in /data/0/subject",
        "role-assignments | {'data':[{'role':'a','subject':{'type':'robot'}}]}"
            + " | not user or group in /data/0/subject/type",
      })
  void anAnswerThatLacksSomethingSaysWhat(String listing, String body, String reason) {
    stub.on("/api/v1/" + listing, _ -> json(200, body.replace('\'', '"')));
    var e = assertThrows(TenantException.class, () -> everything(Set.of()));
    assertEquals(TenantException.Kind.UNREACHABLE, e.kind());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.endsWith(": the answer cannot be read: " + reason + " (req_stub)"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "<html>", "{'data':[", "{'data':[{'slug':'a'"})
  void whatIsNotJsonIsSaidToBeThat(String body) {
    stub.on("/api/v1/roles", _ -> json(200, body.replace('\'', '"')));
    var e = assertThrows(TenantException.class, () -> everything(Set.of()));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("could not list roles: the answer cannot be read: "), message);
  }

  @Test
  void textOfTheTenantIsKeptAsItIs() throws Exception {
    stub.on(
        "/api/v1/roles",
        _ ->
            page(
                "{\"slug\":\"A b/\\u202e\",\"name\":\"\\u001b[31m<b>@all\",\"description\":\"\","
                    + "\"capabilities\":[\"urn:x:read\"],\"system\":false,\"etag\":null}",
                null));
    var role = everything(Set.of()).roles().values().iterator().next();
    assertEquals("A b/\u202e", role.slug().value());
    assertEquals("\u001b[31m<b>@all", role.definition().name());
    assertEquals("urn:x", role.definition().capabilities().first().area());
  }

  @Test
  void aHolderOfARoleThatTheListingOfRolesDidNotSeeIsLeftOut() throws Exception {
    stub.on("/api/v1/role-assignments", _ -> page(StubTenant.assignment(1, 1), null));
    var live = everything(Set.of());
    assertEquals(Map.of(), live.holders());
  }
}
