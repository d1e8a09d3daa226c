package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.LocalCloud;
import dev.parley.local.LogLine;
import java.net.URI;
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

  /** Started by whoever asks first, stopped with the JVM. */
  private static final class Running {
    static final List<LogLine> LOG = new CopyOnWriteArrayList<>();
    static final ApiDocuments DOCUMENTS = ApiDocuments.read();
    static final LocalCloud CLOUD =
        LocalCloud.of(Repository.ROOT.resolve("template.yaml")).log(LOG::add).start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(CLOUD::close));
    }
  }

  LocalCloud cloud() {
    return Running.CLOUD;
  }

  /** A fresh workspace like one of the presets, with its people; gives its id. */
  String workspace(String preset) {
    String id = preset + "-" + WORKSPACES.incrementAndGet();
    Preset like =
        Presets.in(Repository.ROOT).stream()
            .filter(each -> each.id().equals(preset))
            .findFirst()
            .orElseThrow();
    Presets.provision(cloud(), like.as(id));
    return id;
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

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent() || !recorder.findings().isEmpty()) {
      Running.LOG.stream()
          .skip(firstLine)
          .map(line -> "%s %s %s".formatted(line.at(), line.function(), line.text()))
          .forEach(System.err::println);
    }
    assertThat(recorder.findings()).as("against the API documents").isEmpty();
  }
}
