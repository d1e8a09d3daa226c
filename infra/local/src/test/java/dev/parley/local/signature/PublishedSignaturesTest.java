package dev.parley.local.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures that AWS publishes: its Signature Version 4 test suite and S3's manual. */
class PublishedSignaturesTest {
  private static final Instant SUITE_TIME = Instant.parse("2015-08-30T12:36:00Z");
  private static final Keys SUITE =
      Keys.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final Instant MANUAL_TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final Keys MANUAL =
      Keys.of("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final Scheme SERVICE = Scheme.of("service");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get-vanilla|GET|/||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-vanilla-query-order-key-case|GET|/|Param2=value2&Param1=value1|b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          get-vanilla-query-unreserved|GET|/|-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz|9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197
          get-vanilla-query-order-encoded|GET|/|Param-3=Value3&Param=Value2&%E1%88%B4=Value1|371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac
          get-vanilla-utf8-query|GET|/|ሴ=bar|2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04
          get-utf8|GET|/ሴ||8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
          get-space-normalized|GET|/example space/||652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
          get-slash-dot-slash-normalized|GET|/./||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-relative-relative-normalized|GET|/example1/example2/../..||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          post-vanilla|POST|/||5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          post-vanilla-query|POST|/|Param1=value1|28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11
          """)
  void theSuitesRequestsAreValid(
      String name, String method, String path, String query, String signature) {
    Map<String, List<String>> headers = suite("host;x-amz-date", signature);
    SignedRequest request =
        SignedRequest.of(method, path, query == null ? "" : query, headers, new byte[0]);
    assertValid(Signature.verify(request, SERVICE, SUITE, SUITE_TIME));
  }

  @Test
  void headersAreTrimmedJoinedAndSignedAsTheSuiteSays() {
    Map<String, List<String>> trimmed =
        suite(
            "host;my-header1;my-header2;x-amz-date",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    trimmed.put("My-Header1", List.of(" value1"));
    trimmed.put("My-Header2", List.of(" \"a   b   c\""));
    assertValid(verifySuite("GET", trimmed, ""));
    Map<String, List<String>> twice =
        suite(
            "host;my-header1;x-amz-date",
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
    twice.put("My-Header1", List.of("value2", "value2", "value1"));
    assertValid(verifySuite("GET", twice, ""));
    Map<String, List<String>> token =
        suite(
            "host;x-amz-date;x-amz-security-token",
            "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
    token.put(
        "X-Amz-Security-Token",
        List.of("6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"));
    assertValid(verifySuite("GET", token, ""));
  }

  @Test
  void aFormIsSignedWithItsBody() {
    Map<String, List<String>> headers =
        suite(
            "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
            "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b");
    headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
    headers.put("Content-Length", List.of("13"));
    headers.put(
        "x-amz-content-sha256",
        List.of("9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"));
    assertValid(verifySuite("POST", headers, "Param1=value1"));
    assertThat(verifySuite("POST", headers, "Param1=value2")).isInstanceOf(Verdict.Wrong.class);
  }

  @Test
  void theManualsRequestsToS3AreValid() {
    Map<String, List<String>> get =
        manual(
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    get.put("Range", List.of("bytes=0-9"));
    assertValid(
        Signature.verify(
            SignedRequest.of("GET", "/test.txt", "", get, new byte[0]),
            Scheme.S3,
            MANUAL,
            MANUAL_TIME));
    Map<String, List<String>> put =
        manual(
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
    put.put("Date", List.of("Fri, 24 May 2013 00:00:00 GMT"));
    put.put("x-amz-storage-class", List.of("REDUCED_REDUNDANCY"));
    byte[] body = "Welcome to Amazon S3.".getBytes(UTF_8);
    for (String path : List.of("/test%24file.text", "/test$file.text")) {
      assertValid(
          Signature.verify(
              SignedRequest.of("PUT", path, "", put, body), Scheme.S3, MANUAL, MANUAL_TIME));
    }
    assertThat(
            Signature.verify(
                SignedRequest.of("PUT", "/test%24file.text", "", put, new byte[1]),
                Scheme.S3,
                MANUAL,
                MANUAL_TIME))
        .isInstanceOf(Verdict.OtherBody.class);
  }

  @Test
  void theManualsPresignedUrlIsValidUntilItExpires() {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature="
            + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    Map<String, List<String>> host = Map.of("Host", List.of("examplebucket.s3.amazonaws.com"));
    SignedRequest request = SignedRequest.of("GET", "/test.txt", query, host, new byte[0]);
    Instant end = MANUAL_TIME.plus(Duration.ofDays(1));
    assertValid(Signature.verify(request, Scheme.S3, MANUAL, MANUAL_TIME));
    assertValid(Signature.verify(request, Scheme.S3, MANUAL, end));
    assertThat(Signature.verify(request, Scheme.S3, MANUAL, end.plusMillis(1)))
        .isEqualTo(new Verdict.Expired(end));
    assertThat(
            Signature.verify(request, Scheme.S3, MANUAL, MANUAL_TIME.minus(Duration.ofMinutes(16))))
        .isEqualTo(new Verdict.Skewed(MANUAL_TIME));
  }

  private static void assertValid(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Valid.class);
  }

  private static Verdict verifySuite(
      String method, Map<String, List<String>> headers, String body) {
    return Signature.verify(
        SignedRequest.of(method, "/", "", headers, body.getBytes(UTF_8)),
        SERVICE,
        SUITE,
        SUITE_TIME);
  }

  private static Map<String, List<String>> suite(String signed, String signature) {
    Map<String, List<String>> headers = new TreeMap<>();
    headers.put("Host", List.of("example.amazonaws.com"));
    headers.put("X-Amz-Date", List.of("20150830T123600Z"));
    headers.put(
        "Authorization",
        List.of(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=%s, Signature=%s".formatted(signed, signature)));
    return headers;
  }

  private static Map<String, List<String>> manual(String signed, String signature, String hash) {
    Map<String, List<String>> headers = new TreeMap<>();
    headers.put("Host", List.of("examplebucket.s3.amazonaws.com"));
    headers.put("x-amz-date", List.of("20130524T000000Z"));
    headers.put("x-amz-content-sha256", List.of(hash));
    headers.put(
        "Authorization",
        List.of(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=%s,Signature=%s".formatted(signed, signature)));
    return headers;
  }
}
