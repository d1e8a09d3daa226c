package dev.parley.bench;

import dev.parley.core.conversation.Audience;
import dev.parley.lambda.wire.Frames;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What sending one message costs the processor and the heap: the use case over a store in memory,
 * with both frames encoded. Time is that of the thread on a processor, so that neighbours count as
 * little as can be.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SendPath {
  static final double MICROS = 300;
  static final double KILOBYTES = 150;

  /** How many entries the conversation has. */
  @Param({"1", "10000"})
  public int length;

  private InMemory world;

  /** Fills the conversation. */
  @Setup
  public void fill() {
    world =
        new InMemory(
            length,
            new Nobody() {
              @Override
              public Delivered deliver(List<Delivery> deliveries) {
                deliveries.forEach(it -> Frames.bytes(it.frame()));
                return super.deliver(deliveries);
              }
            });
  }

  /** What a thread has done of an iteration, which begins with zeros. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Done {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public long sends;
    private long began;

    @Setup(Level.Iteration)
    public void begin() {
      began = THREADS.getCurrentThreadCpuTime();
    }

    /** Nanoseconds on a processor. */
    public long nanos() {
      return THREADS.getCurrentThreadCpuTime() - began;
    }
  }

  /** Sends one message, which one other socket gets. */
  @Benchmark
  public Audience.Delivered send(Done done) {
    done.sends++;
    return world.send();
  }

  /** Of one conversation's length. */
  record Figures(int length, double micros, double kilobytes) {
    Table.Row time() {
      return new Table.Row(
          "processor time of one send over a store in memory, a log of %,d".formatted(length),
          String.format(Locale.ROOT, "%.1f µs", micros),
          "≤ 300 µs",
          micros <= MICROS);
    }

    Table.Row allocation() {
      return new Table.Row(
          "of these, allocated",
          String.format(Locale.ROOT, "%.1f KB", kilobytes),
          "≤ 150 KB",
          kilobytes <= KILOBYTES);
    }
  }

  /** Runs JMH in a process of its own, warming up as often as it measures. */
  static List<Figures> measure(int iterations, Duration each) throws RunnerException {
    TimeValue time = TimeValue.milliseconds(each.toMillis());
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("^" + SendPath.class.getName() + "\\.")
                    .forks(1)
                    .warmupIterations(iterations)
                    .warmupTime(time)
                    .measurementIterations(iterations)
                    .measurementTime(time)
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .jvmArgs(
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                            .filter(
                                it -> it.startsWith("--sun-misc-unsafe") || it.startsWith("-Xmx"))
                            .toArray(String[]::new))
                    .build())
            .run();
    List<Figures> figures = new ArrayList<>();
    for (RunResult result : results) {
      figures.add(
          new Figures(
              Integer.parseInt(result.getParams().getParam("length")),
              secondary(result, "nanos") / secondary(result, "sends") / 1_000,
              secondary(result, "gc.alloc.rate.norm") / 1_024));
    }
    return figures;
  }

  private static double secondary(RunResult result, String name) {
    return result.getSecondaryResults().get(name).getScore();
  }
}
