package dev.parley.local.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What a function gets from a schedule at one attempt to deliver one firing. */
record Event(byte[] json, String executionId, Instant scheduled) {
  private static final JsonMapper JSON = new JsonMapper();

  static Event of(Definition schedule, Instant scheduled, int attempt) {
    Instant time = scheduled.truncatedTo(ChronoUnit.SECONDS);
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Optional<String> given =
        schedule
            .input()
            .map(
                it ->
                    it.replace("<aws.scheduler.schedule-arn>", schedule.arn())
                        .replace("<aws.scheduler.scheduled-time>", time.toString())
                        .replace("<aws.scheduler.execution-id>", id)
                        .replace("<aws.scheduler.attempt-number>", Integer.toString(attempt)));
    String json = given.orElseGet(() -> usual(schedule, time));
    return new Event(json.getBytes(StandardCharsets.UTF_8), id, time);
  }

  private static String usual(Definition schedule, Instant time) {
    String[] arn = schedule.arn().split(":", 6);
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0").put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event").put("source", "aws.scheduler");
    event.put("account", arn[4]).put("time", time.toString()).put("region", arn[3]);
    event.putArray("resources").add(schedule.arn());
    // Not an object: Scheduler sends the text of one.
    event.put("detail", "{}");
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }
}
