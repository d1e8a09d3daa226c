package dev.parley.lambda.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Pace;
import dev.parley.core.conversation.Receipt;
import dev.parley.core.conversation.Running;
import dev.parley.core.conversation.Salt;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standing;
import dev.parley.core.conversation.Totals;
import dev.parley.core.digest.Hash;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.RateLimited;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final ConversationId ID = new ConversationId("w", "AAAAAAAAAAAAAAAAAAAAAA");

  @Test
  void anAcknowledgementSaysWhichEntryTheMessageBecame() {
    assertThat(
            json(
                new Frame.Acknowledged(
                    Optional.of("r1"), new Receipt(ID, new ClientMessageId(41, "k3a9x2"), 42, AT))))
        .isEqualTo(
            """
            {"type":"ack","requestId":"r1","conversationId":"AAAAAAAAAAAAAAAAAAAAAA",\
            "clientMessageId":"41.k3a9x2","seq":42,"at":"2026-11-21T10:00:00.000Z"}\
            """);
  }

  @Test
  void anEntryNeverShowsItsSalt() {
    String json = json(new Frame.Appended(ID, entry(new Content.Text("Добрый \"день\""))));
    assertThat(json)
        .isEqualTo(
            """
            {"type":"entry","conversationId":"AAAAAAAAAAAAAAAAAAAAAA","entry":{"seq":42,\
            "kind":"text","at":"2026-11-21T10:00:00.000Z","author":"vera","side":"client",\
            "clientMessageId":"41.k3a9x2","text":"Добрый \\"день\\"",\
            "totals":{"client":30,"staff":11},"hash":"HASH"}}\
            """);
  }

  @Test
  void anEntryOfAnUnknownKindIsShownNeutrally() {
    assertThat(json(new Frame.Appended(ID, entry(new Content.Unknown("hologram")))))
        .contains("\"kind\":\"hologram\"")
        .doesNotContain("\"text\"");
  }

  @Test
  void whatHappenedToAConsultationIsShownAsFarAsItSaysSo() {
    Currency rub = Currency.getInstance("RUB");
    Content.Progress whole =
        new Content.Progress(
            "order",
            7,
            "refunded",
            "completed",
            Optional.of("Lease check"),
            Optional.of(new Money(250_000, rub)),
            Optional.of(AT),
            Optional.of(AT.plusSeconds(60)),
            Optional.of(new Content.Progress.Mark(2, new Hash("h"))),
            Optional.of(new Money(1, rub)),
            Optional.of("Wrong."),
            Optional.of("You were deceived."),
            List.of(3L, 5L),
            Content.Progress.Work.GOES_ON,
            true);
    assertThat(json(new Frame.Appended(ID, entry(whole))))
        .contains(
            """
            "kind":"consultation",\
            """)
        .contains(
            """
            "consultation":{"id":"order","version":7,"event":"refunded","stage":"completed",\
            "service":"Lease check","price":{"amount":250000,"currency":"RUB"},\
            "startAt":"2026-11-21T10:00:00.000Z","dueAt":"2026-11-21T10:01:00.000Z",\
            "terms":{"version":2,"hash":"h"},\
            "refunded":{"amount":1,"currency":"RUB"},"note":"Wrong.",\
            "goodwill":"You were deceived.","files":[3,5]}\
            """);
    Content.Progress bare =
        new Content.Progress(
            "order",
            1,
            "expired",
            "expired",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Content.Progress.Work.GOES_ON,
            false);
    assertThat(json(new Frame.Appended(ID, entry(bare))))
        .contains(
            """
            "consultation":{"id":"order","version":1,"event":"expired","stage":"expired"}\
            """);
  }

  @Test
  void whatHasNoRequestSaysNone() {
    assertThat(json(new Frame.Pong(Optional.empty(), AT)))
        .isEqualTo("{\"type\":\"pong\",\"at\":\"2026-11-21T10:00:00.000Z\"}");
    assertThat(json(new Frame.Unwatched(Optional.empty(), ID))).doesNotContain("requestId");
    assertThat(json(new Frame.Reset(Optional.empty(), ID, 7))).contains("\"first\":7");
    assertThat(json(new Frame.Entries(Optional.empty(), ID, List.of(), 42, true)))
        .contains("\"last\":42,\"complete\":true,\"entries\":[]");
  }

  @Test
  void aTypistIsNamedAsFarAsKnown() {
    Frame.Typist typist = new Frame.Typist("anna", Optional.of("Anna"));
    assertThat(json(new Frame.Typing(ID, Side.STAFF, Optional.of(typist))))
        .isEqualTo(
            """
            {"type":"typist","conversationId":"AAAAAAAAAAAAAAAAAAAAAA","side":"staff",\
            "person":"anna","name":"Anna"}\
            """);
    assertThat(json(new Frame.Typing(ID, Side.STAFF, Optional.empty())))
        .isEqualTo(
            """
            {"type":"typist","conversationId":"AAAAAAAAAAAAAAAAAAAAAA","side":"staff"}\
            """);
  }

  @Test
  void aRefusalThatIsAboutAnEntryShowsIt() {
    Entry answer = entry(new Content.Text("Yes"));
    Frame.Problem problem =
        new Frame.Problem(
            Optional.of("r1"),
            "already_answered",
            "No.",
            Optional.empty(),
            Optional.of(answer),
            Optional.empty());
    String shown = json(new Frame.Appended(ID, answer)).replaceAll("^.*\"entry\":", "");
    assertThat(json(problem))
        .isEqualTo(
            """
            {"type":"error","requestId":"r1","code":"already_answered","message":"No.",\
            "entry":\
            """
                + shown);
  }

  @Test
  void aRefusalNamesItsCodeAndField() {
    Refused refused = Refused.field(Code.INVALID_FIELD, "after", "No.");
    assertThat(json(Frames.problem(Optional.of("r1"), refused)))
        .isEqualTo(
            """
            {"type":"error","requestId":"r1","code":"invalid_field","message":"No.",\
            "field":"after"}\
            """);
  }

  @Test
  void whoIsTooFastIsToldHowManySecondsToWait() {
    String begin = "{\"type\":\"error\",\"code\":\"rate_limited\",";
    assertThat(json(Frames.problem(Optional.empty(), new RateLimited(Duration.ofMillis(2_001)))))
        .startsWith(begin)
        .endsWith(",\"retryAfter\":3}");
    assertThat(json(Frames.problem(Optional.empty(), new RateLimited(Duration.ZERO))))
        .startsWith(begin)
        .endsWith(",\"retryAfter\":1}");
  }

  private static Entry entry(Content content) {
    return new Entry(
        42,
        AT,
        "vera",
        Side.CLIENT,
        ClientMessageId.parse("41.k3a9x2"),
        content,
        new Running(
            new Totals(30, 11, Optional.of(Side.CLIENT)), Standing.FREE, Pace.of("vera", AT)),
        new Salt("SALT"),
        new Hash("HASH"),
        Optional.empty());
  }

  private static String json(Frame frame) {
    return new String(Frames.bytes(frame), StandardCharsets.UTF_8);
  }
}
