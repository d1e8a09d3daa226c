package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.LocalCloud;
import dev.parley.local.LogLine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The running system as a test sees it. Everything its clients receive is held against the API
 * documents, and a test that saw anything undocumented fails. One system serves all tests of a JVM;
 * each test makes workspaces of its own in it.
 */
final class Parley implements AfterEachCallback {
  private static final AtomicInteger WORKSPACES = new AtomicInteger();

  private final Recorder recorder = new Recorder(Running.DOCUMENTS);
  private final int firstLine = Running.LOG.size();

  /**
   * Started by whoever asks first, stopped with the JVM. It has no nights: tests leap over so many
   * that looking at the books of all their workspaces would be most of what it does.
   */
  private static final class Running {
    static final List<LogLine> LOG = new CopyOnWriteArrayList<>();
    static final ApiDocuments DOCUMENTS = ApiDocuments.read();
    static final Sandbox SANDBOX = new Sandbox();
    static final LocalCloud CLOUD =
        SANDBOX
            .serve(
                LocalCloud.of(Repository.ROOT.resolve("template.yaml"))
                    .parameter("Nightly", "DISABLED")
                    .log(LOG::add))
            .start();

    static {
      SANDBOX.tell(CLOUD);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    CLOUD.close();
                    SANDBOX.close();
                  }));
    }
  }

  LocalCloud cloud() {
    return Running.CLOUD;
  }

  /** The provider of payments that it uses. */
  Sandbox sandbox() {
    return Running.SANDBOX;
  }

  /** A fresh workspace like one of the presets, with its people; gives its id. */
  String workspace(String preset) {
    return workspace(
        Presets.in(Repository.ROOT).stream()
            .filter(each -> each.id().equals(preset))
            .findFirst()
            .orElseThrow());
  }

  /** A fresh workspace as a test describes it, under an id of its own; gives its id. */
  String workspace(Preset like) {
    String id = like.id() + "-" + WORKSPACES.incrementAndGet();
    Presets.provision(cloud(), like.as(id));
    return id;
  }

  /** Lets time pass, for whatever runs here: little enough that a token of before stays good. */
  void pass(Duration time) {
    assertThat(time).isLessThan(Duration.ofMinutes(5));
    cloud().clock().advance(time);
  }

  /** Lets much time pass: whoever calls after that needs a new device, for its token. */
  void leap(Duration time) {
    cloud().clock().advance(time);
  }

  /** Who holds everything received against the API documents. */
  Recorder witness() {
    return recorder;
  }

  /** What the functions have logged since this test began. */
  List<LogLine> log() {
    return Running.LOG.stream().skip(firstLine).toList();
  }

  /** A device of a person, calling in a workspace. */
  ParleyClient device(String workspace, String person) {
    Issuer issuer = new Issuer(URI.create(cloud().outputs().get("Issuer")));
    String token = issuer.accessToken(person);
    return device(person, ParleyClient.identified(token, workspace));
  }

  /** A device that says with every call what it is told to say. */
  ParleyClient device(String person, Map<String, String> headers) {
    URI base = URI.create(cloud().outputs().get("HttpUrl"));
    return new ParleyClient(base, person, headers, recorder);
  }

  /** Somebody who sends whatever there is to send, with these headers only. */
  RawCalls calls(Map<String, String> headers) {
    URI base = URI.create(cloud().outputs().get("HttpUrl"));
    return new RawCalls(base, recorder, List.copyOf(headers.entrySet()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent() || !recorder.findings().isEmpty()) {
      log().stream()
          .map(line -> "%s %s %s".formatted(line.at(), line.function(), line.text()))
          .forEach(System.err::println);
    }
    assertThat(recorder.findings()).as("against the API documents").isEmpty();
  }
}
