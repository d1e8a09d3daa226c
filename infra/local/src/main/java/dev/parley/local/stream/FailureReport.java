package dev.parley.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Describes a batch that was given up, as AWS does to the destination of a source. */
record FailureReport(
    StreamSource source, String shard, List<Change> batch, Reason reason, int invocations) {
  private static final String VERSION = "1.0";

  /** Why it was given up. */
  enum Reason {
    RETRIES_EXHAUSTED("RetryAttemptsExhausted"),
    TOO_OLD("RecordAgeExceeded");

    private final String condition;

    Reason(String condition) {
      this.condition = condition;
    }
  }

  byte[] json(Instant now, Optional<String> functionError) {
    ObjectNode json = Json.object();
    json.putObject("requestContext")
        .put("requestId", UUID.randomUUID().toString())
        .put("functionArn", source.functionArn())
        .put("condition", reason.condition)
        .put("approximateInvokeCount", invocations);
    if (invocations > 0) {
      json.putObject("responseContext")
          .put("statusCode", 200)
          .put("executedVersion", "$LATEST")
          .put("functionError", functionError.orElse(null));
    }
    json.put("version", VERSION);
    json.put("timestamp", text(now));
    json.putObject("DDBStreamBatchInfo")
        .put("shardId", shard)
        .put("startSequenceNumber", batch.getFirst().sequence())
        .put("endSequenceNumber", batch.getLast().sequence())
        .put("approximateArrivalOfFirstRecord", text(batch.getFirst().arrivedAt()))
        .put("approximateArrivalOfLastRecord", text(batch.getLast().arrivedAt()))
        .put("batchSize", batch.size())
        .put("streamArn", source.streamArn());
    return Json.bytes(json);
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
