package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.WriteKey;
import dev.rolecall.tenant.provider.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The retired slugs, in an attribute of the realm that others write to as well (trap 8). */
@Tag("keycloak")
class RetiredSlugsAttributeTest {
  private static final WriteKey KEY = new WriteKey("run", "step");
  private static final String ITSELF = "/admin/realms/test-[^/?]*";

  private static Realm realm(int roles) {
    var wanted =
        Connected.realm()
            .with(it -> it.put("displayName", "Acme").put("bruteForceProtected", true))
            .with(it -> it.put("displayNameHtml", "<b>Acme</b>").put("failureFactor", 7))
            .with(it ->
                it.putObject("smtpServer")
                    .put("host", "mail.example.com")
                    .put("from", "x@example.com"))
            .with(it -> it.withObject("/attributes").put("theirs", "kept").put("more", "ünï"));
    IntStream.range(0, roles).forEach(i -> wanted.role("role-" + i));
    return wanted;
  }

  private static Slug slug(int i) {
    return new Slug("role-" + i);
  }

  private static RoleDefinition role(Slug slug) {
    return new RoleDefinition(slug, "Name", "", List.of());
  }

  /** All that the realm says of itself, but for the ledger. */
  private static String rest(LiveRealm realm) {
    var all = (ObjectNode) realm.get("");
    ((ObjectNode) all.get("attributes")).remove(RetiredSlugsAttribute.ATTRIBUTE);
    return all.properties().stream()
        .map(it ->
            it.getKey() + "=" + (it.getValue().isObject() ? inOrder(it.getValue()) : it.getValue()))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String inOrder(JsonNode node) {
    return node.properties().stream()
        .map(it -> it.getKey() + "=" + it.getValue())
        .sorted()
        .toList()
        .toString();
  }

  /** Somebody else sets an attribute; the console writes back all that it read. */
  private static void setAttribute(LiveRealm realm, String name, String value) {
    var attributes = (ObjectNode) realm.get("").get("attributes");
    attributes.put(name, value);
    realm.put("", "{\"attributes\":" + attributes + "}");
  }

  @Test
  void retiringTouchesNothingElseOfTheRealm() throws Exception {
    try (var realm = realm(2).on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var before = rest(realm);
      connected.writer().retireRole(slug(0), KEY);
      connected.writer().retireRole(slug(1), KEY);
      assertEquals(before, rest(realm));
      var ledger = realm.get("").get("attributes").get(RetiredSlugsAttribute.ATTRIBUTE).asString();
      assertEquals("[\"role-0\",\"role-1\"]", ledger);
      for (var reader : List.of(connected.reader(), connected.fullReader())) {
        assertEquals(Set.of(slug(0), slug(1)), reader.read(Extent.definitions()).retired());
      }
    }
  }

  @Test
  void whoeverOverwritesTheLedgerIsNoticedAndItIsWrittenAgain() throws Exception {
    try (var realm = realm(1).on(KeycloakServer.shared());
        var meddler = Meddler.of(realm.server().url());
        var connected = Connected.to(meddler.url(), realm.name(), Map.of())) {
      var writer = connected.writer();
      writer.createRole(role(new Slug("fresh")), KEY);
      int reads = meddler.seen("GET " + ITSELF).size();
      // Between our write and our look at it, theirs: made from what they read before ours.
      meddler.before(
          "GET " + ITSELF,
          2,
          () -> setAttribute(realm, RetiredSlugsAttribute.ATTRIBUTE, "[\"by-them\"]"));
      writer.retireRole(slug(0), KEY);
      assertEquals(2, meddler.seen("PUT " + ITSELF).size());
      assertTrue(meddler.seen("GET " + ITSELF).size() - reads >= 3);
      var live = connected.reader().read(Extent.definitions());
      assertEquals(Set.of(slug(0), new Slug("by-them")), live.retired());
      assertFalse(live.roles().containsKey(slug(0)));
    }
  }

  @Test
  void whatOthersSetBeforeOurWriteStays() throws Exception {
    try (var realm = realm(1).on(KeycloakServer.shared());
        var meddler = Meddler.of(realm.server().url());
        var connected = Connected.to(meddler.url(), realm.name(), Map.of())) {
      var writer = connected.writer();
      connected.fullReader().read(Extent.definitions());
      setAttribute(realm, "late", "set after the read");
      setAttribute(realm, RetiredSlugsAttribute.ATTRIBUTE, "[\"by-them\"]");
      writer.retireRole(slug(0), KEY);
      var attributes = realm.get("").get("attributes");
      assertEquals("set after the read", attributes.get("late").asString());
      assertEquals(
          "[\"by-them\",\"role-0\"]", attributes.get(RetiredSlugsAttribute.ATTRIBUTE).asString());
    }
  }

  @Test
  void aLedgerThatNeverStaysIsAConflictAndTheRoleStays() throws Exception {
    try (var realm = realm(1).on(KeycloakServer.shared());
        var meddler = Meddler.of(realm.server().url());
        var connected = Connected.to(meddler.url(), realm.name(), Map.of())) {
      var writer = connected.writer();
      for (int i = 1; i <= 20; i++) {
        meddler.before(
            "GET " + ITSELF, i, () -> setAttribute(realm, RetiredSlugsAttribute.ATTRIBUTE, "[]"));
      }
      Refused.with(
          Kind.CONFLICT,
          List.of("could not retire slug role-0: somebody else writes the attributes of realm"),
          () -> writer.retireRole(slug(0), KEY));
      assertTrue(connected.reader().read(Extent.definitions()).roles().containsKey(slug(0)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"role-0,role-1", "{\"role-0\":1}", "[\"role-0\"", "[1]", "[\"\"]", "\"x\""})
  void aBrokenLedgerIsAnErrorAndNeverAnEmptyOne(String text) throws Exception {
    try (var realm = realm(1).on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var writer = connected.writer();
      setAttribute(realm, RetiredSlugsAttribute.ATTRIBUTE, text);
      var words = List.of("rolecall.retired", "not a JSON list of slugs");
      for (var reader : List.of(connected.reader(), connected.fullReader())) {
        Refused.with(words, () -> reader.read(Extent.definitions()));
      }
      Refused.with(words, () -> writer.retireRole(slug(0), KEY));
      Refused.with(words, () -> writer.createRole(role(new Slug("fresh")), KEY));
      assertEquals(
          text, realm.get("").get("attributes").get(RetiredSlugsAttribute.ATTRIBUTE).asString());
      assertEquals("role-0", realm.get("/roles/role-0").get("name").asString());
    }
  }

  @Test
  void manyRetirementsAtOnceAreFewWrites() throws Exception {
    int many = 40;
    var begun = new CountDownLatch(many);
    try (var realm = realm(many).on(KeycloakServer.shared());
        var meddler = Meddler.of(realm.server().url());
        var connected = Connected.to(meddler.url(), realm.name(), Map.of())) {
      // The first write ends when all have begun, however slowly threads start.
      meddler.before("PUT " + ITSELF, 1, () -> await(begun));
      var writer = connected.writer();
      writer.createRole(role(new Slug("fresh")), KEY);
      int mark = realm.server().mark();
      var tasks = new ArrayList<Parallel.Task>();
      for (int i = 0; i < many; i++) {
        var slug = slug(i);
        tasks.add(() -> {
          begun.countDown();
          writer.retireRole(slug, KEY);
        });
      }
      Parallel.run(tasks);
      var puts = realm.requestsSince(mark).stream().filter(it -> it.method().equals("PUT")).count();
      assertTrue(puts <= many / 4, puts + " writes");
      var live = connected.reader().read(Extent.definitions());
      var expected =
          IntStream.range(0, many)
              .mapToObj(RetiredSlugsAttributeTest::slug)
              .collect(Collectors.toSet());
      assertEquals(expected, live.retired());
      assertTrue(live.roles().keySet().stream().noneMatch(expected::contains));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRunKilledBetweenLedgerAndDeletionIsFinishedByTheNext() throws Exception {
    try (var realm = realm(1).on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      setAttribute(realm, RetiredSlugsAttribute.ATTRIBUTE, "[\"role-0\"]");
      var writer = connected.writer();
      int mark = realm.server().mark();
      writer.retireRole(slug(0), KEY);
      var writes = realm.requestsSince(mark).stream().filter(Request::writes).toList();
      assertEquals(List.of("DELETE"), writes.stream().map(Request::method).toList());
      Refused.with(
          List.of("could not create role role-0: 409 slug_retired"),
          () -> writer.createRole(role(slug(0)), KEY));
    }
  }

  @Test
  void twoThousandSlugsFit() throws Exception {
    var slugs = new TreeSet<Slug>();
    IntStream.range(0, 2_000).forEach(i -> slugs.add(new Slug("a-long-name-of-a-role-" + i)));
    try (var realm =
            realm(1)
                .with(it ->
                    it.withObject("/attributes")
                        .put(RetiredSlugsAttribute.ATTRIBUTE, RetiredSlugsAttribute.write(slugs)))
                .on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      connected.writer().retireRole(slug(0), KEY);
      slugs.add(slug(0));
      assertEquals(slugs, connected.reader().read(Extent.definitions()).retired());
      assertEquals(slugs, connected.fullReader().read(Extent.definitions()).retired());
    }
  }
}
