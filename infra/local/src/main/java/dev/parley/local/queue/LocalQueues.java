package dev.parley.local.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.parley.local.clock.LocalClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.QueueStatistics;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import scala.util.Either;

/**
 * SQS on this machine: ElasticMQ by the local clock. With a folder, what has been acknowledged and
 * not deleted is there again after the process was killed.
 */
public final class LocalQueues implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FILE = "queues.jsonl";

  private final String region;
  private final String account;
  private final ActorSystem system;
  private final Stock stock;
  private final LocalNow now;
  private final ActorRef manager;
  private final SQSRestServer server;
  private final URI endpoint;
  private final LocalClock.Listening listening;
  private final Map<String, LocalQueue> queues = new LinkedHashMap<>();
  private final Map<String, QueueDefinition> definitions = new ConcurrentHashMap<>();

  private LocalQueues(Place place, LocalClock clock) {
    region = place.region();
    account = place.account();
    now = new LocalNow(clock);
    stock = Stock.open(clock, place.folder().map(it -> it.resolve(FILE)));
    system = ActorSystem.create("queues", quiet());
    ActorRef keeper = system.actorOf(StockKeeper.of(stock));
    ActorRef inside =
        system.actorOf(
            Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(now, new MessageLimits(), ScalaForms.some(keeper))));
    manager = system.actorOf(ManagerDoor.of(inside, this::door));
    server =
        SQSRestServerBuilder.withActorSystem(system)
            .withQueueManagerActor(manager)
            .withInterface(place.host())
            .withPort(place.port())
            .withSQSLimits(new MessageLimits())
            .withAWSRegion(region)
            .withAWSAccountId(account)
            .start();
    try {
      int bound = server.waitUntilStarted().localAddress().getPort();
      endpoint = URI.create("http://" + place.host() + ":" + bound);
    } catch (RuntimeException e) {
      stop();
      throw new QueueException("the queues cannot listen at port " + place.port() + ": " + e, e);
    }
    listening = clock.onAdvance(() -> manager.tell(ClockMoved.INSTANCE, ActorRef.noSender()));
  }

  /**
   * Where the queues are.
   *
   * @param port 0 for a free one
   * @param folder in which they are kept; without one they are gone with the process
   */
  public record Place(
      String host, int port, String region, String account, Optional<Path> folder) {}

  /** Listens, without any queue yet. */
  public static LocalQueues listen(Place place, LocalClock clock) {
    return new LocalQueues(place, clock);
  }

  // Nothing on the console, and a scheduler that ticks seldom enough for an idle machine.
  private static Config quiet() {
    return ConfigFactory.parseString(
            """
            pekko {
              loglevel = OFF
              stdout-loglevel = OFF
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              loggers = []
              jvm-exit-on-fatal-error = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              scheduler.tick-duration = 20 ms
            }
            """)
        .withFallback(ConfigFactory.load(LocalQueues.class.getClassLoader()));
  }

  private ActorRef door(String name, ActorRef inside) {
    QueueDefinition definition =
        definitions.getOrDefault(name, QueueDefinition.standard(name, arn(name)));
    return system.actorOf(QueueDoor.of(definition, inside, stock, now));
  }

  private String arn(String name) {
    return "arn:aws:sqs:%s:%s:%s".formatted(region, account, name);
  }

  /**
   * Makes queues, dead letter queues first. Throws {@link QueueException} naming one that cannot be
   * made.
   */
  public void create(List<QueueDefinition> all) {
    all.forEach(it -> definitions.put(it.name(), it));
    List<QueueDefinition> left = new ArrayList<>(all);
    while (!left.isEmpty()) {
      QueueDefinition next =
          left.stream()
              .filter(it -> it.redrive().map(to -> made(to.deadLetterQueueArn())).orElse(true))
              .findFirst()
              .orElseThrow(
                  () ->
                      new QueueException(
                          "the queue "
                              + left.getFirst().name()
                              + " has a dead letter queue that is not there, or is its own"));
      left.remove(next);
      queues.put(next.arn(), create(next));
    }
  }

  private boolean made(String arn) {
    return queues.containsKey(arn);
  }

  private LocalQueue create(QueueDefinition it) {
    var data =
        new CreateQueueData(
            it.name(),
            ScalaForms.some(new MillisVisibilityTimeout(it.visibilityTimeout().toMillis())),
            ScalaForms.some(it.delay()),
            ScalaForms.some(it.receiveWait()),
            ScalaForms.some(now.now()),
            ScalaForms.some(now.now()),
            ScalaForms.option(
                it.redrive()
                    .map(
                        to ->
                            new DeadLettersQueueData(
                                name(to.deadLetterQueueArn()), to.maxReceiveCount()))),
            it.fifo(),
            it.contentBasedDeduplication(),
            ScalaForms.none(),
            ScalaForms.none(),
            ScalaForms.map(Map.<String, String>of()));
    Object answer;
    try {
      answer =
          Patterns.ask(manager, new CreateQueue(data), PATIENCE)
              .toCompletableFuture()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new QueueException("the queue " + it.name() + " cannot be made: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueException("the queue " + it.name() + " cannot be made", e);
    }
    if (answer instanceof Either<?, ?> either
        && either.isRight()
        && either.toOption().get() instanceof ActorRef door) {
      return new LocalQueue(it, door, stock);
    }
    throw new QueueException("the queue " + it.name() + " cannot be made: " + answer);
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** Where the API of SQS answers. */
  public URI endpoint() {
    return endpoint;
  }

  public String url(String name) {
    return endpoint + "/" + account + "/" + name;
  }

  /** Throws {@link QueueException} when there is no such queue. */
  LocalQueue queue(String arn) {
    LocalQueue queue = queues.get(arn);
    if (queue == null) {
      throw new QueueException("there is no queue " + arn);
    }
    return queue;
  }

  Optional<LocalQueue> deadLetters(LocalQueue of) {
    return of.definition().redrive().map(it -> queue(it.deadLetterQueueArn()));
  }

  public boolean has(String arn) {
    return queues.containsKey(arn);
  }

  /**
   * Sends for another service; returns the message's id when it is kept. Throws {@link
   * QueueException} when there is no such queue or it does not take the message.
   */
  public String send(String arn, Outgoing message) {
    return queue(arn).send(message);
  }

  /** How full each queue of the template is that nobody has deleted. */
  public List<QueueDepth> depths() {
    return queues.values().stream().flatMap(it -> depth(it).stream()).toList();
  }

  private Optional<QueueDepth> depth(LocalQueue queue) {
    long dead =
        deadLetters(queue).flatMap(LocalQueues::statistics).map(LocalQueues::total).orElse(0L);
    return statistics(queue)
        .map(
            here ->
                new QueueDepth(
                    queue.definition().name(),
                    here.approximateNumberOfVisibleMessages(),
                    here.approximateNumberOfMessagesDelayed(),
                    here.approximateNumberOfInvisibleMessages(),
                    dead));
  }

  private static Optional<QueueStatistics> statistics(LocalQueue queue) {
    try {
      return Optional.of(queue.statistics());
    } catch (CompletionException e) {
      // It has been deleted, and does not answer any more.
      return Optional.empty();
    }
  }

  private static long total(QueueStatistics of) {
    return of.approximateNumberOfVisibleMessages()
        + of.approximateNumberOfInvisibleMessages()
        + of.approximateNumberOfMessagesDelayed();
  }

  @Override
  public void close() {
    listening.close();
    stop();
  }

  private void stop() {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new QueueException("the queues do not stop: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stock.close();
    }
  }
}
