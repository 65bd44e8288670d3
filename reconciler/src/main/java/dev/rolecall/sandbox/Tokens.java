package dev.rolecall.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Signs and checks access tokens; the key stays in the data file, so tokens outlive a restart. */
final class Tokens {
  private static final int REMEMBERED = 1000;

  private final ECKey key;
  private final Duration lifetime;

  /** Tokens signed here or found good; checking a signature costs more than most requests. */
  private final Map<String, JWTClaimsSet> verified = new ConcurrentHashMap<>();

  private Tokens(ECKey key, Duration lifetime) {
    this.key = key;
    this.lifetime = lifetime;
  }

  static Tokens open(Store store, Duration lifetime) {
    return store.write(sql -> new Tokens(key(sql), lifetime));
  }

  private static ECKey key(Sql sql) {
    try {
      var stored =
          sql.first(
              "SELECT value FROM settings WHERE key = 'signing-key'", row -> row.getString(1));
      if (stored.isPresent()) {
        return ECKey.parse(stored.get());
      }
      ECKey made =
          new ECKeyGenerator(Curve.P_256)
              .keyIDFromThumbprint(true)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      sql.update("INSERT INTO settings(key, value) VALUES('signing-key', ?)", made.toJSONString());
      return made;
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("the signing key of the data file cannot be used", e);
    }
  }

  Duration lifetime() {
    return lifetime;
  }

  /** The public key as a JSON Web Key Set. */
  JsonNode keys() {
    var keys = Json.object();
    keys.set("keys", Json.array().add(Json.MAPPER.readTree(key.toPublicJWK().toJSONString())));
    return keys;
  }

  /**
   * A token with the standard claims and these.
   *
   * @param claims at least iss, sub, aud and scope
   */
  String issue(Map<String, String> claims, Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS); // as the token has it
    var set =
        new JWTClaimsSet.Builder()
            .issueTime(Date.from(second))
            .expirationTime(Date.from(second.plus(lifetime)))
            .jwtID(Ulids.next("tok", now));
    claims.forEach(set::claim);
    JWTClaimsSet built = set.build();
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), built);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("could not sign a token", e);
    }
    String token = jwt.serialize();
    remember(token, built);
    return token;
  }

  private void remember(String token, JWTClaimsSet claims) {
    if (verified.size() >= REMEMBERED) {
      verified.clear();
    }
    verified.put(token, claims);
  }

  /** Who calls, if this is a token of a client that has not expired. */
  Optional<Caller> caller(String token, Instant now) {
    try {
      JWTClaimsSet claims = verified.get(token);
      if (claims == null) {
        var jwt = SignedJWT.parse(token);
        if (!jwt.verify(new ECDSAVerifier(key.toECPublicKey()))) {
          return Optional.empty();
        }
        claims = jwt.getJWTClaimsSet();
        remember(token, claims);
      }
      String client = claims.getStringClaim("client_id");
      if (client == null || !now.isBefore(claims.getExpirationTime().toInstant())) {
        return Optional.empty();
      }
      return Optional.of(new Caller(client, Set.of(claims.getStringClaim("scope").split(" ", -1))));
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }
}
