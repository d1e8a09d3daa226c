package dev.parley.local.queue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Status;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.DeleteQueue;
import org.elasticmq.msg.LookupQueue;
import scala.Option;
import scala.util.Either;
import scala.util.Right;

/**
 * Stands before ElasticMQ's manager of queues, so that everybody comes to queues by their doors.
 */
final class ManagerDoor extends AbstractActor {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorRef inside;
  private final BiFunction<String, ActorRef, ActorRef> builder;
  private final Map<String, ActorRef> doors = new ConcurrentHashMap<>();

  ManagerDoor(ActorRef inside, BiFunction<String, ActorRef, ActorRef> builder) {
    this.inside = inside;
    this.builder = builder;
  }

  /**
   * @param builder makes the door of a queue from its name and its actor
   */
  static Props of(ActorRef inside, BiFunction<String, ActorRef, ActorRef> builder) {
    return Props.create(ManagerDoor.class, () -> new ManagerDoor(inside, builder));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(LookupQueue.class, this::lookUp)
        .match(CreateQueue.class, this::create)
        .match(
            DeleteQueue.class,
            it -> {
              ActorRef door = doors.remove(it.queueName());
              if (door != null) {
                door.tell(new org.elasticmq.msg.ClearQueue(), ActorRef.noSender());
                door.tell(org.apache.pekko.actor.PoisonPill.getInstance(), ActorRef.noSender());
              }
              inside.forward(it, getContext());
            })
        .match(
            ClockMoved.class,
            it -> doors.values().forEach(door -> door.tell(it, ActorRef.noSender())))
        .matchAny(it -> inside.forward(it, getContext()))
        .build();
  }

  private void lookUp(LookupQueue asked) {
    ActorRef door = doors.get(asked.queueName());
    if (door != null) {
      getSender().tell(ScalaForms.some(door), getSelf());
    } else {
      inside.forward(asked, getContext());
    }
  }

  private void create(CreateQueue asked) {
    ActorRef asker = getSender();
    ActorRef self = getSelf();
    String name = asked.request().name();
    Patterns.ask(inside, asked, PATIENCE)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                asker.tell(new Status.Failure(failure), self);
              } else {
                asker.tell(behindDoor(name, answer), self);
              }
            });
  }

  private Object behindDoor(String name, Object answer) {
    return answer instanceof Either<?, ?> either
            && either.isRight()
            && either.toOption() instanceof Option<?> made
            && made.get() instanceof ActorRef queue
        ? new Right<>(doors.computeIfAbsent(name, _ -> builder.apply(name, queue)))
        : answer;
  }
}
