package dev.parley.local;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.function.Answer;
import dev.parley.local.gateway.Jitter;
import dev.parley.local.identity.TokenIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A SAM template running on this machine. */
public final class LocalCloud implements AutoCloseable {
  private final Start.Running running;

  private LocalCloud(Start.Running running) {
    this.running = running;
  }

  /** Begins with a template file; everything else has a default. */
  public static Builder of(Path template) {
    return new Builder(template);
  }

  /** The template's outputs, with local addresses. */
  public Map<String, String> outputs() {
    return running.outputs();
  }

  /**
   * Invokes a function by its logical id and waits for its answer. Throws {@link
   * IllegalArgumentException} when there is no such function.
   */
  public Answer invoke(String function, byte[] event) {
    return running.functions().invoke(function, event);
  }

  /** The clock that everything here reads; isolated functions read the system's. */
  public LocalClock clock() {
    return running.ground().clock();
  }

  /** Who issues tokens here, when the template creates a user pool. */
  public Optional<TokenIssuer> issuer() {
    return running.issuer();
  }

  public URI dynamoEndpoint() {
    return running.engines().dynamo().endpoint();
  }

  public URI queuesEndpoint() {
    return running.engines().queues().endpoint();
  }

  /** Where Lambda, SNS, S3 and SES answer, and where the page is. */
  public URI servicesEndpoint() {
    return running.engines().endpoint().uri();
  }

  /** Stops everything; a second time it does nothing. */
  @Override
  public void close() {
    running.ground().parts().close();
  }

  /** How a local cloud is to be started. */
  public static final class Builder {
    private final Path template;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private Optional<Path> data = Optional.empty();
    private int port;
    private boolean isolated;
    private Optional<Jitter> jitter = Optional.empty();
    private Consumer<LogLine> log = _ -> {};

    private Builder(Path template) {
      this.template = template;
    }

    /** Gives a parameter of the template a value. */
    public Builder parameter(String name, String value) {
      parameters.put(name, value);
      return this;
    }

    /**
     * Keeps everything in this folder from start to start: tables, queues, files, mails, events
     * that were accepted and not handled, the clock, and the issuer's key.
     */
    public Builder data(Path folder) {
      data = Optional.of(folder);
      return this;
    }

    /**
     * Takes this port for the HTTP API and the next ones for the socket, the issuer, DynamoDB, the
     * queues, and the other services with the page; further APIs follow. 0, the default, takes free
     * ports.
     */
    public Builder port(int first) {
      if (first < 0 || first > 65_000) {
        throw new IllegalArgumentException("a port is 0 to 65000, not " + first);
      }
      port = first;
      return this;
    }

    /**
     * Runs every function in processes of its own under AWS's runtime interface client, on Linux.
     * They read the system's time, so the clock cannot be moved.
     */
    public Builder isolated() {
      isolated = true;
      return this;
    }

    /**
     * Starts the messages of sockets late, each by less than {@code below} and all by this seed, so
     * that they overtake each other as they may on AWS.
     */
    public Builder jitter(long seed, Duration below) {
      jitter = Optional.of(Jitter.of(seed, below));
      return this;
    }

    /** Gets what functions and APIs log; may be called by many threads at once. */
    public Builder log(Consumer<LogLine> consumer) {
      log = consumer;
      return this;
    }

    /**
     * Starts everything. Throws, having closed what had started, when the template has mistakes
     * ({@code TemplateException}), a function cannot start ({@code FunctionException}), a table
     * cannot be made ({@code DynamoException}) or a port is taken.
     */
    public LocalCloud start() {
      return new LocalCloud(
          Start.with(
              new Start.Settings(
                  template, Map.copyOf(parameters), data, port, isolated, jitter, log)));
    }
  }
}
