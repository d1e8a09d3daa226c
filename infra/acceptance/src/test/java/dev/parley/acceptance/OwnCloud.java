package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.LocalCloud;
import dev.parley.local.LogLine;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A system for one test alone, the people of the legal portal in it. */
final class OwnCloud implements AutoCloseable {
  static final String WORKSPACE = "legal-portal";

  private final List<LogLine> log = new ArrayList<>();
  private final LocalCloud cloud;

  private OwnCloud(LocalCloud.Builder builder) {
    cloud = builder.log(this::logged).start();
  }

  /** Runs a template file as it stands. */
  static OwnCloud of(Path template) {
    return provisioned(new OwnCloud(LocalCloud.of(template)));
  }

  /** Runs the repository's template with a provider of payments behind it. */
  static OwnCloud paying(Sandbox provider) {
    Path template = Repository.ROOT.resolve("template.yaml");
    OwnCloud own = provisioned(new OwnCloud(provider.serve(LocalCloud.of(template))));
    provider.tell(own.cloud);
    return own;
  }

  /** Runs the repository's template, every function in processes of its own. */
  static OwnCloud isolated() {
    Path template = Repository.ROOT.resolve("template.yaml");
    return provisioned(new OwnCloud(LocalCloud.of(template).isolated()));
  }

  /** Runs the repository's template, keeping its data in a folder and its addresses. */
  static OwnCloud keeping(Path data, int port) {
    return provisioned(again(data, port));
  }

  /** Runs it with what the folder kept: nobody is written into the directory anew. */
  static OwnCloud again(Path data, int port) {
    Path template = Repository.ROOT.resolve("template.yaml");
    return new OwnCloud(LocalCloud.of(template).data(data).port(port));
  }

  private static OwnCloud provisioned(OwnCloud own) {
    try {
      Presets.in(Repository.ROOT).stream()
          .filter(preset -> preset.id().equals(WORKSPACE))
          .forEach(preset -> Presets.provision(own.cloud, preset));
      return own;
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  LocalCloud cloud() {
    return cloud;
  }

  private synchronized void logged(LogLine line) {
    log.add(line);
    notifyAll();
  }

  /** What a function has logged so far. */
  synchronized List<String> log(String function) {
    return log.stream()
        .filter(line -> line.function().equals(function))
        .map(LogLine::text)
        .toList();
  }

  /** The first line that a function logs, waiting for it: it may come after the answer. */
  synchronized String awaitLog(String function) throws InterruptedException {
    long deadline = System.nanoTime() + ChatSocket.PATIENCE.toNanos();
    while (log(function).isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      assertThat(left).as("milliseconds left for a line of %s", function).isPositive();
      wait(left);
    }
    return log(function).getFirst();
  }

  String token(String person) {
    return new Issuer(URI.create(cloud.outputs().get("Issuer"))).accessToken(person);
  }

  ParleyClient device(String person) {
    return device(person, token(person));
  }

  ParleyClient device(String person, String token) {
    return device(person, token, Witness.NONE);
  }

  ParleyClient device(String person, Witness witness) {
    return device(person, token(person), witness);
  }

  private ParleyClient device(String person, String token, Witness witness) {
    URI base = URI.create(cloud.outputs().get("HttpUrl"));
    return new ParleyClient(base, person, ParleyClient.identified(token, WORKSPACE), witness);
  }

  @Override
  public void close() {
    cloud.close();
  }
}
