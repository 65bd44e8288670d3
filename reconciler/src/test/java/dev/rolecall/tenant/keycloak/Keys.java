package dev.rolecall.tenant.keycloak;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One signing key for all realms of a test run. Without it Keycloak makes two per realm, which is
 * most of the time that an empty realm takes, and of random length.
 */
final class Keys {
  private static final String PRIVATE = privateKey();

  private Keys() {}

  static void give(ObjectNode realm) {
    var providers =
        realm.withObjectProperty("components").putArray("org.keycloak.keys.KeyProvider");
    providers
        .addObject()
        .put("name", "rsa")
        .put("providerId", "rsa")
        .putObject("config")
        .putArray("privateKey")
        .add(PRIVATE);
    var mac = providers.addObject().put("name", "hmac").put("providerId", "hmac-generated");
    mac.putObject("config").putArray("algorithm").add("HS512");
    providers.addObject().put("name", "aes").put("providerId", "aes-generated");
  }

  /** A component with a key that no realm has yet. */
  static String another() {
    var component = new JsonMapper().createObjectNode();
    component
        .put("name", "next")
        .put("providerId", "rsa")
        .put("providerType", "org.keycloak.keys.KeyProvider")
        .putObject("config")
        .putArray("privateKey")
        .add(privateKey());
    return component.toString();
  }

  private static String privateKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var key = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key)
          + "\n-----END PRIVATE KEY-----";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
