package dev.rolecall.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.house.Repository;
import dev.rolecall.model.Provider;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the schema of {@code rolecall.yaml} lists of providers is what they are. */
class ProvidersTest {
  private static final JsonNode DEFINITIONS =
      new JsonMapper()
          .readTree(Repository.ROOT.resolve("schema/rolecall.schema.json"))
          .path("$defs");

  private static JsonNode keys(String definition) {
    return DEFINITIONS.path(definition).path("properties");
  }

  @Test
  void theSchemaTakesTheWordOfEachAndNoOther() {
    var words = keys("tenant").path("provider").path("enum").valueStream();
    assertEquals(
        Providers.known().stream().map(Provider::word).toList(),
        words.map(JsonNode::asString).toList());
  }

  @Test
  void theSchemaHasTheKeysOfEach() {
    for (var provider : Providers.known()) {
      var keys = provider.keys();
      var absent = new TreeSet<>(keys.all());
      absent.addAll(keys.required());
      absent.removeAll(keys("tenant").propertyNames());
      assertEquals(new TreeSet<>(), absent, provider.word());
      for (var list : keys.lists()) {
        assertEquals("array", keys("tenant").path(list).path("type").asString(), list);
      }
    }
    assertTrue(keys("credentials").has("username"));
  }

  @Test
  void aProviderOfTheSettingsIsFound() {
    for (var provider : Providers.known()) {
      assertEquals(provider, Providers.spec(provider).provider());
    }
  }
}
