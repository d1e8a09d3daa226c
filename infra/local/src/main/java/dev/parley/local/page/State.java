package dev.parley.local.page;

import java.util.List;

/**
 * Everything that the page shows, as it was at one moment. Instants are RFC 3339 in UTC, durations
 * and what is unknown are texts for people.
 */
public record State(
    Clock clock,
    List<Function> functions,
    List<Queue> queues,
    List<Stream> streams,
    List<Topic> topics,
    List<Schedule> schedules,
    List<Socket> sockets,
    List<Table> tables,
    List<Bucket> buckets,
    List<Mail> mails,
    Totals totals,
    List<Endpoint> endpoints) {
  /**
   * The local clock.
   *
   * @param ahead of real time, like {@code PT15M}
   */
  public record Clock(String now, String ahead, boolean movable) {}

  /**
   * A function.
   *
   * @param id in the template
   * @param name by which the API of Lambda invokes it
   * @param waiting asynchronous invocations that have not ended
   * @param dropped invocations that the stop of recursion refused
   * @param averageMillis of those that ended; 0 when none did
   * @param log its latest lines, the newest last
   */
  public record Function(
      String id,
      String name,
      long invocations,
      long errors,
      long dropped,
      int waiting,
      double averageMillis,
      List<Line> log) {}

  /** A line of a function's log. */
  public record Line(String at, String text) {}

  /**
   * A queue.
   *
   * @param deadLetterQueue the queue that its failed messages go to; empty when there is none
   * @param holdsDeadLetters whether another queue's failed messages come here
   */
  public record Queue(
      String name,
      long available,
      long delayed,
      long inFlight,
      String deadLetterQueue,
      boolean holdsDeadLetters) {}

  /** A function's reading of a table's stream. */
  public record Stream(String table, String function, long records, long failures, String behind) {}

  /** A topic with one of its subscriptions; a topic without any has an empty endpoint. */
  public record Topic(
      String name,
      String protocol,
      String endpoint,
      long delivered,
      long filteredOut,
      long failed) {}

  /**
   * A schedule.
   *
   * @param next empty when it will not fire again
   * @param last empty when it has not fired yet
   */
  public record Schedule(
      String name,
      String expression,
      String zone,
      String state,
      String next,
      String last,
      long fired) {}

  /** An open socket. */
  public record Socket(
      String api,
      String connectionId,
      String sourceIp,
      String connectedAt,
      String lastActiveAt,
      long received,
      long sent) {}

  /** A table. */
  public record Table(String name, long items) {}

  /** A bucket of files. */
  public record Bucket(String name, long objects, long bytes) {}

  /** A mail in the outbox; {@code id} names it below {@code /_local/mails/}. */
  public record Mail(String at, String to, String subject, String id) {}

  /** How many there are of what is shown in part only. */
  public record Totals(long sockets, long mails) {}

  /** Where a service listens, for {@code --endpoint-url}. */
  public record Endpoint(String services, String address) {}
}
