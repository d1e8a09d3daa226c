package dev.parley.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.local.Conforms;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that nobody issued, or that were damaged on the way. */
class ForgedTokensTest {
  private LoginFixture login;

  @BeforeEach
  void open() throws Exception {
    login = new LoginFixture();
  }

  @AfterEach
  void close() {
    login.close();
  }

  @Test
  @Conforms("http-jwt")
  void forgedTokensAreRefused() throws Exception {
    String good = login.issuer.sign(login.claims().build());
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("alg none", new PlainJWT(login.claims().build()).serialize());
    forged.put("alg none with key id", unsigned(good));
    forged.put("HS256 with the public key", hmac());
    forged.put(
        "another key under a known id",
        TestIssuer.sign(login.claims().build(), JWSAlgorithm.RS256, TestIssuer.newKey("one")));
    forged.put(
        "PSS", TestIssuer.sign(login.claims().build(), JWSAlgorithm.PS256, login.issuer.key.get()));
    forged.put(
        "another issuer", login.issuer.sign(login.claims().issuer("https://evil.example").build()));
    forged.put(
        "issuer with a slash",
        login.issuer.sign(login.claims().issuer(login.issuer.url() + "/").build()));
    forged.put("no issuer", login.issuer.sign(login.claims().issuer(null).build()));
    forged.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
    forged.put("no third part", good.substring(0, good.lastIndexOf('.')));
    forged.put("four parts", good + ".");
    forged.put("junk in the signature", good.substring(0, good.length() - 9) + "!" + tail(good, 9));
    forged.put("a padded signature", good + "==");
    forged.put("dots doubled", good.replace(".", ".."));
    forged.put("only dots", "...");
    forged.put("dots", ".".repeat(5000));
    forged.put("one large part", "x".repeat(100_000));
    forged.put(
        "a large claim", login.issuer.sign(login.claims().claim("x", "x".repeat(50_000)).build()));
    forged.put("a deep header", base64("[".repeat(3000)) + ".e30.AA");
    forged.put("no object", base64("7") + "." + base64("null") + ".AA");
    forged.put("numbers for texts", base64("{\"alg\":7,\"kid\":[]}") + ".e30.AA");
    for (Map.Entry<String, String> entry : forged.entrySet()) {
      login.assertUnauthorized(login.call("/any", "Bearer " + entry.getValue()), entry.getKey());
    }
  }

  private static String tail(String text, int characters) {
    return text.substring(text.length() - characters);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String unsigned(String good) {
    return base64("{\"alg\":\"none\",\"kid\":\"one\"}") + "." + good.split("\\.")[1] + ".";
  }

  private String hmac() throws Exception {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build();
    SignedJWT jwt = new SignedJWT(header, login.claims().build());
    jwt.sign(new MACSigner(login.issuer.key.get().toRSAPublicKey().getEncoded()));
    return jwt.serialize();
  }

  @Test
  @Conforms("http-jwt")
  void damagedTokensAreRefused() throws Exception {
    long seed = Long.getLong("parley.seed", System.nanoTime());
    System.out.println("damagedTokensAreRefused: replay with -Dparley.seed=" + seed);
    Random random = new Random(seed);
    String good = login.issuer.sign(login.claims().build());
    assertThat(login.call("/any", good).statusCode()).isEqualTo(200);
    login.functions.next("F");
    for (int i = 0; i < 400; i++) {
      String damaged = damage(good, random);
      if (!sameBytes(good, damaged)) {
        HttpResponse<String> response = login.call("/any", "Bearer " + damaged);
        assertThat(response.statusCode()).as("seed %d: %s", seed, damaged).isEqualTo(401);
      }
    }
    assertThat(login.functions.order()).hasSize(1);
  }

  private static String damage(String good, Random random) {
    int at = random.nextInt(good.length());
    String base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=/+ ~";
    char other = base64.charAt(random.nextInt(base64.length()));
    return switch (random.nextInt(5)) {
      case 0 -> good.substring(0, at);
      case 1 -> good.substring(0, at) + other + good.substring(at + 1);
      case 2 -> good.substring(0, at) + other + good.substring(at);
      case 3 -> good.substring(0, at) + good.substring(at + 1);
      default -> good.substring(0, at) + "." + good.substring(at);
    };
  }

  /** Base64 has spare bits at its end: another last letter can be the very same token. */
  private static boolean sameBytes(String good, String damaged) {
    String[] one = good.split("\\.", -1);
    String[] two = damaged.split("\\.", -1);
    if (one.length != two.length || !one[0].equals(two[0]) || !one[1].equals(two[1])) {
      return false;
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      boolean plain = two[2].matches("[A-Za-z0-9_-]+");
      return plain && java.util.Arrays.equals(decoder.decode(one[2]), decoder.decode(two[2]));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
