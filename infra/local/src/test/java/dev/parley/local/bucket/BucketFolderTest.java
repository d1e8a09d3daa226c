package dev.parley.local.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

class BucketFolderTest {
  @TempDir Path folder;

  private static void put(BucketFixture fixture, String key, String content) {
    fixture.s3.putObject(it -> it.bucket("uploads").key(key), RequestBody.fromString(content));
  }

  @Test
  void objectsAreThereAfterAStartAndWhatWasHalfWrittenIsNot() throws Exception {
    try (BucketFixture first = new BucketFixture(Optional.of(folder))) {
      put(first, "k", "one");
      put(first, "k", "two");
    }
    String hash = "a".repeat(64);
    Path half = Files.writeString(folder.resolve("uploads/" + hash + ".1.content"), "half");
    Path alsoHalf = Files.writeString(folder.resolve("uploads/" + hash + ".2.new"), "{");
    try (BucketFixture again = new BucketFixture(Optional.of(folder))) {
      assertThat(again.s3.getObjectAsBytes(it -> it.bucket("uploads").key("k")).asUtf8String())
          .isEqualTo("two");
      assertThat(half).doesNotExist();
      assertThat(alsoHalf).doesNotExist();
      try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
        assertThat(files).hasSize(2);
      }
    }
  }

  @Test
  void whatSomebodyElseHasPutIntoTheFolderStays() throws Exception {
    try (BucketFixture first = new BucketFixture(Optional.of(folder))) {
      put(first, "k", "one");
    }
    Path photo = Files.writeString(folder.resolve("uploads/photo.jpg"), "mine");
    Path other = Files.writeString(folder.resolve("uploads/notes.json"), "[1]");
    Path sub = Files.createDirectories(folder.resolve("uploads/sub/more"));
    try (BucketFixture again = new BucketFixture(Optional.of(folder))) {
      assertThat(again.buckets.summaries().getLast().objects()).isEqualTo(1);
      assertThat(photo).hasContent("mine");
      assertThat(other).exists();
      assertThat(sub).exists();
    }
  }

  @Test
  void putsAtTheSameTimeAreEachWhole() throws Exception {
    try (BucketFixture fixture = new BucketFixture(Optional.of(folder));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      put(fixture, "k", "0".repeat(50_000));
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String content = String.valueOf(i).repeat(50_000);
        done.add(threads.submit(() -> put(fixture, "k", content)));
        done.add(
            threads.submit(
                () -> {
                  String got =
                      fixture
                          .s3
                          .getObjectAsBytes(it -> it.bucket("uploads").key("k"))
                          .asUtf8String();
                  assertThat(got).isEqualTo(got.substring(0, 1).repeat(50_000));
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
      try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
        assertThat(files).hasSize(2);
      }
    }
  }

  @Test
  void putsDeletesAndListsAtTheSameTimeLeaveOneFilePerObject() throws Exception {
    try (BucketFixture fixture = new BucketFixture(Optional.of(folder));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String key = "k" + i % 3;
        done.add(threads.submit(() -> put(fixture, key, key.repeat(1000))));
        done.add(
            threads.submit(() -> fixture.s3.deleteObject(it -> it.bucket("uploads").key(key))));
        done.add(
            threads.submit(
                () ->
                    assertThat(fixture.s3.listObjectsV2(it -> it.bucket("uploads")).contents())
                        .allMatch(it -> it.size() == 2000)));
      }
      for (Future<?> each : done) {
        each.get();
      }
      long objects = fixture.buckets.summaries().getLast().objects();
      try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
        assertThat(files).hasSize(2 * (int) objects);
      }
      put(fixture, "K0", "another");
      assertThat(fixture.s3.listObjectsV2(it -> it.bucket("uploads")).contents().getFirst().key())
          .isEqualTo("K0");
    }
  }

  @Test
  @Conforms("s3-expiration")
  void anObjectExpiresAtTheMidnightAfterItsDays() throws Exception {
    try (BucketFixture fixture = new BucketFixture()) {
      put(fixture, "tmp/1", "x");
      put(fixture, "kept", "x");
      fixture.clock.advance(Duration.ofHours(23));
      assertThat(fixture.buckets.summaries().getLast().objects()).isEqualTo(2);
      fixture.clock.advance(Duration.ofHours(25));
      assertThat(fixture.buckets.summaries().getLast().objects()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "Upper", "../x", "a..b", "a/b", "-ab", "ab-", "a_b", ".abc"})
  void aBucketsNameIsStrict(String name) {
    assertThatThrownBy(() -> BucketDefinition.of(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Conforms("s3-cors")
  void browsersOfTheAllowedOriginsAreAnswered() throws Exception {
    try (BucketFixture fixture = new BucketFixture()) {
      HttpResponse<String> allowed =
          preflight(fixture, "uploads", BucketFixture.ORIGIN, "PUT", "Content-Type, X-Amz-Date");
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
          .contains(BucketFixture.ORIGIN);
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods"))
          .contains("GET, POST, PUT");
      assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
          .contains("content-type, x-amz-date");
      assertThat(allowed.headers().firstValue("Access-Control-Max-Age")).contains("600");
      assertThat(preflight(fixture, "uploads", "https://a.example.org", "GET", "").statusCode())
          .isEqualTo(200);
      for (HttpResponse<String> refused :
          List.of(
              preflight(fixture, "uploads", "https://evil.example", "PUT", ""),
              preflight(fixture, "uploads", BucketFixture.ORIGIN, "DELETE", ""),
              preflight(fixture, "uploads", BucketFixture.ORIGIN, "PUT", "authorization"),
              preflight(fixture, "exports", BucketFixture.ORIGIN, "GET", ""))) {
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<Code>AccessForbidden</Code>", "CORSResponse: ");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      }
      assertThat(preflight(fixture, "uploads", BucketFixture.ORIGIN, "PATCH", "").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  @Conforms("s3-cors")
  void anErrorCanBeReadByTheBrowserToo() throws Exception {
    try (BucketFixture fixture = new BucketFixture()) {
      var request =
          HttpRequest.newBuilder(fixture.at("/uploads/k")).header("Origin", BucketFixture.ORIGIN);
      HttpResponse<String> denied = fixture.send(request);
      assertThat(denied.statusCode()).isEqualTo(403);
      assertThat(denied.headers().firstValue("Access-Control-Allow-Origin"))
          .contains(BucketFixture.ORIGIN);
      assertThat(denied.headers().firstValue("Access-Control-Expose-Headers")).contains("ETag");
      var other = HttpRequest.newBuilder(fixture.at("/uploads/k")).header("Origin", "https://x.y");
      assertThat(fixture.send(other).headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  private static HttpResponse<String> preflight(
      BucketFixture fixture, String bucket, String origin, String method, String headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(fixture.at("/" + bucket + "/k"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method);
    return fixture.send(
        headers.isEmpty() ? request : request.header("Access-Control-Request-Headers", headers));
  }
}
