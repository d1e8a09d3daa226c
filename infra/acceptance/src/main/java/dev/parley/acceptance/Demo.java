package dev.parley.acceptance;

import dev.parley.local.LocalCloud;
import dev.parley.local.LogLine;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts Parley on this machine, plays a conversation through its public interfaces, and serves.
 */
public final class Demo {
  private static final int PARENT_GONE = 143;

  /** What is in order, and figures for whoever draws them. */
  private static final Pattern QUIET = Pattern.compile("\\[(TRACE|DEBUG|INFO)] |\\{\"_aws\"");

  private Demo() {}

  /** Started by {@code mvn -Plocal}; ends with 1 when a check of the story failed. */
  public static void main(String[] args) throws InterruptedException {
    dieWithParent();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // What functions of this process print themselves are figures for CloudWatch.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    DemoSettings settings;
    try {
      settings = DemoSettings.ofSystemProperties();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    System.exit(run(settings, out));
  }

  private static int run(DemoSettings settings, PrintStream out) throws InterruptedException {
    List<String> failures;
    try (Till till = Till.open(settings);
        LocalCloud cloud = start(settings, till)) {
      till.tell(cloud);
      failures = show(cloud, till, settings, out);
      failures.forEach(failure -> out.println("FAILED: " + failure));
      if (!settings.once()) {
        out.println("Serving until Ctrl-C.");
        serve(cloud, till);
      }
    } catch (RuntimeException e) {
      System.err.println("Parley did not start: " + causes(e));
      return 1;
    }
    return failures.isEmpty() ? 0 : 1;
  }

  private static LocalCloud start(DemoSettings settings, Till till) {
    LocalCloud.Builder builder =
        LocalCloud.of(settings.template()).port(settings.port()).log(Demo::complain);
    till.serve(builder);
    settings.data().ifPresent(builder::data);
    if (settings.isolate()) {
      builder.isolated();
    }
    return builder.start();
  }

  // A line for every invocation would drown the story; what went wrong, and what a gateway turned
  // away, must be seen.
  private static void complain(LogLine line) {
    if (line.requestId().equals("-") || !QUIET.matcher(line.text()).lookingAt()) {
      System.err.println(line.function() + " " + line.text());
    }
  }

  private static String causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .distinct()
        .collect(Collectors.joining("\n  because of "));
  }

  private static List<String> show(
      LocalCloud cloud, Till till, DemoSettings settings, PrintStream out) {
    List<Preset> presets =
        Presets.in(settings.root()).stream()
            .map(preset -> settings.origin().map(preset::withOrigin).orElse(preset))
            .toList();
    presets.forEach(preset -> Presets.provision(cloud, preset));
    settings.data().ifPresent(data -> out.println("Data is kept in " + data));
    if (cloud.clock().ahead().isPositive()) {
      out.println("The clock is ahead of real time by " + cloud.clock().ahead());
    }
    out.println(readiness());
    Map<String, String> names =
        presets.stream()
            .flatMap(preset -> preset.people().stream())
            .collect(Collectors.toMap(Preset.Person::id, Preset.Person::name));
    Transcript transcript = new Transcript(out, names);
    Issuer issuer = new Issuer(URI.create(cloud.outputs().get("Issuer")));
    URI base = URI.create(cloud.outputs().get("HttpUrl"));
    Story story =
        new Story(
            member(base, issuer, "vera-orlova"), member(base, issuer, "lev-sokolov"), transcript);
    Cast cast = new Cast(person -> member(base, issuer, person));
    try {
      story.play();
      new PaidStory(cloud, !settings.isolate(), cast, till.client(), transcript).play();
      new Settlement(cloud, cast, till.client(), transcript).play();
    } catch (RuntimeException e) {
      transcript.check(false, "the story was broken off: " + e.getMessage());
    }
    if (!settings.once()) {
      new Handout(cloud, till.client().address(), presets, issuer).print(out, story.conversation());
    }
    return transcript.failures();
  }

  private static ParleyClient member(URI base, Issuer issuer, String person) {
    Map<String, String> headers =
        ParleyClient.identified(issuer.accessToken(person), "legal-portal");
    return new ParleyClient(base, person, headers, Witness.NONE);
  }

  private static void serve(LocalCloud cloud, Till till) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  cloud.close();
                  till.close();
                }));
    new CountDownLatch(1).await();
  }

  // Maven does not take its child along when it is ended from outside.
  private static void dieWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(PARENT_GONE)));
  }

  private static String readiness() {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    double seconds = (System.currentTimeMillis() - started) / 1000.0;
    return "Ready in %.1f s with %s of memory.\n".formatted(seconds, Memory.used());
  }
}
