package dev.parley.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.finance.Night;
import dev.parley.core.finance.Slice;
import dev.parley.lambda.wire.QueueMessage;
import dev.parley.lambda.wire.SliceMessages;
import dev.parley.local.clock.LocalClock;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Slices of nights on ElasticMQ. */
class SqsSlicesTest {
  private static final Night NIGHT = Night.of("legal-portal", LocalDate.parse("2026-03-02"));

  private static List<Slice> slices() {
    List<Slice> slices = new ArrayList<>(List.of(new Slice.Reserve()));
    for (int shard = 0; shard < 16; shard++) {
      slices.add(new Slice.Loose(shard));
    }
    slices.add(new Slice.People(0, Optional.empty(), Optional.of("lev")));
    slices.add(new Slice.People(1, Optional.of("lev"), Optional.of("vera|1:@x")));
    slices.add(new Slice.People(2, Optional.of("vera|1:@x"), Optional.empty()));
    slices.add(new Slice.People(3, Optional.empty(), Optional.empty()));
    return slices;
  }

  @Test
  void moreSlicesThanGoIntoOneCallComeOutAsTheyWentIn() {
    try (Queues queues = new Queues(new LocalClock())) {
      SqsSlices slices = new SqsSlices(queues::client, queues.finance(), SliceMessages::text);
      slices.send(NIGHT, List.of());
      slices.send(NIGHT, slices());
      assertThat(queues.take(queues.finance()))
          .extracting(body -> SliceMessages.work(new QueueMessage("one", body)))
          .containsExactlyInAnyOrderElementsOf(
              slices().stream().map(it -> new SliceMessages.Work(NIGHT, it)).toList());
    }
  }

  @Test
  void aMessageOfAnotherFormIsRefused() {
    String message = SliceMessages.text(NIGHT, new Slice.Loose(3));
    for (String body :
        List.of(
            "no slice",
            "{}",
            message.replace("\"v\":1", "\"v\":2"),
            message.replace("2026-03-02", "2026-02-30"),
            message.replace("2026-03-02", "02.03.2026"),
            message.replace("loose", "lost"),
            message.replace("\"shard\":3", "\"shard\":3,\"after\":\"vera\""))) {
      assertThatThrownBy(() -> SliceMessages.work(new QueueMessage("one", body)))
          .as(body)
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void whoeverBeginsANightIsToldThatTheQueueIsAway() {
    try (SqsClient nowhere = Queues.client(URI.create("http://127.0.0.1:1"))) {
      SqsSlices slices =
          new SqsSlices(() -> nowhere, "http://127.0.0.1:1/finance", SliceMessages::text);
      assertThatThrownBy(() -> slices.send(NIGHT, slices())).isInstanceOf(Unavailable.class);
    }
  }
}
