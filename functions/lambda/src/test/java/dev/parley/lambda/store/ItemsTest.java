package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.Attachment;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Pace;
import dev.parley.core.conversation.Running;
import dev.parley.core.conversation.Salt;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standing;
import dev.parley.core.conversation.Totals;
import dev.parley.core.digest.Hash;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemsTest {
  private static final ConversationId ID =
      new ConversationId("legal-portal", "AAAAAAAAAAAAAAAAAAAAAA");

  private static final Attachment FILE =
      new Attachment("Zk3vT0cNq1lXw8yPzR5uBA", "lease.pdf", "application/pdf", 20, "A".repeat(43));

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final String AUTHOR = "2f1c5a60-8a5e-4a0e-9a52-6a7d2c4e9b11";

  @Test
  void entriesSortByNumberAndNothingButTheConversationItselfSortsBehindThem() {
    assertThat(Keys.entry(9)).isLessThan(Keys.entry(10));
    assertThat(Keys.entry(Limits.SEQ - 1)).isLessThan(Keys.lastEntry());
    assertThat(Keys.META).isGreaterThan(Keys.lastEntry());
    assertThat(Keys.seq(Keys.entry(1_234_567_890L))).isEqualTo(1_234_567_890L);
  }

  @Test
  void anEntryWith840BytesOfTextFitsIntoOneWriteUnit() {
    Entry entry = entry(new Content.Text("x".repeat(840)));
    assertThat(bytes(item(entry).map())).isLessThanOrEqualTo(1_024);
  }

  @Test
  void anEntryOfAnUnknownKindIsReadWithoutItsContentAndNeverWritten() {
    Attributes item = item(entry(new Content.Opened())).text("k", "hologram").text("x", "content");
    Entry read = EntryItem.read(item);
    assertThat(read.content()).isEqualTo(new Content.Unknown("hologram"));
    assertThat(read.seq()).isEqualTo(4_200_000);
    assertThatThrownBy(() -> item(read)).isInstanceOf(IllegalArgumentException.class);
  }

  /** All types of attributes that an entry has. */
  @Test
  void anEntryIsReadFromTheStreamAsFromTheLog() {
    Attributes item =
        item(entry(new Content.File(FILE, Optional.of(7L))))
            .numbers("p", Map.of("vera", 1_764_000_000_123L, "lev", 20L))
            .texts("l", Set.of("later"))
            .flag("f", true);
    assertThat(StreamImage.entry(image(item.map()))).isEqualTo(EntryItem.read(item));
    Attributes unknown = item(entry(new Content.Opened())).text("k", "hologram");
    assertThat(StreamImage.entry(image(unknown.map())).content())
        .isEqualTo(new Content.Unknown("hologram"));
  }

  private static Map<
          String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
      image(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> shown(it.getValue())));
  }

  private static com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue shown(
      AttributeValue value) {
    return switch (value.type()) {
      case S ->
          new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue(
              value.s());
      case N ->
          new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue()
              .withN(value.n());
      case B ->
          new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue()
              .withB(value.b().asByteBuffer());
      case M ->
          new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue()
              .withM(image(value.m()));
      case L ->
          new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue()
              .withL(value.l().stream().map(ItemsTest::shown).toList());
      case BOOL ->
          new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue()
              .withBOOL(value.bool());
      default -> throw new IllegalArgumentException("an entry has no " + value.type());
    };
  }

  @Test
  void aWorkspaceOfBeforeThereWereFilesHasThePolicyOfOneThatSaysNothing() {
    Workspace said =
        new Workspace(
            "w",
            "W",
            StartPolicy.STAFF_ANY,
            Set.of(),
            Workspace.CHAT_ROLES,
            new FilePolicy(Set.of(), 1, 1),
            ConsultationPolicy.DEFAULT);
    Map<String, AttributeValue> item =
        new HashMap<>(DirectoryItems.write(Attributes.none().text("workspace", "w"), said).map());
    assertThat(DirectoryItems.workspace(Attributes.of(item))).isEqualTo(said);
    item.keySet().removeIf(name -> name.startsWith("file"));
    assertThat(DirectoryItems.workspace(Attributes.of(item)).files()).isEqualTo(FilePolicy.DEFAULT);
  }

  @Test
  void aWorkspaceOfBeforeThereWereConsultationsHasThePolicyOfOneThatSaysNothing() {
    Workspace said = new Workspace("w", "W", StartPolicy.STAFF_ANY, Set.of());
    Map<String, AttributeValue> item =
        new HashMap<>(DirectoryItems.write(Attributes.none().text("workspace", "w"), said).map());
    item.keySet().removeAll(Set.of("consultations", "currency"));
    assertThat(DirectoryItems.workspace(Attributes.of(item))).isEqualTo(said);
  }

  @Test
  void aWorkspaceOfBeforeThereWerePaymentsHasThePolicyOfOneThatSaysNothing() {
    Workspace said = new Workspace("w", "W", StartPolicy.STAFF_ANY, Set.of());
    Map<String, AttributeValue> item =
        new HashMap<>(DirectoryItems.write(Attributes.none().text("workspace", "w"), said).map());
    assertThat(item.remove("payments")).isNotNull();
    assertThat(DirectoryItems.workspace(Attributes.of(item))).isEqualTo(said);
  }

  @Test
  void anEntryOfBeforeThereWasPaidWorkHasNone() {
    Map<String, AttributeValue> item = new HashMap<>(item(entry(new Content.Blocked())).map());
    item.put("b", AttributeValue.fromS("c"));
    assertThat(item).doesNotContainKey("pw");
    assertThat(EntryItem.read(Attributes.of(item)).standing())
        .isEqualTo(Standing.blocked(Side.CLIENT));
  }

  private static Attributes item(Entry entry) {
    return EntryItem.write(
        Attributes.none().text("c", Keys.conversation(ID)).text("sk", Keys.entry(entry.seq())),
        entry);
  }

  private static Entry entry(Content content) {
    return new Entry(
        4_200_000,
        AT,
        AUTHOR,
        Side.CLIENT,
        ClientMessageId.parse("4199999.k3a9x2b7"),
        content,
        new Running(
            new Totals(2_100_000, 2_099_999, Optional.of(Side.CLIENT)),
            Standing.FREE,
            Pace.of(AUTHOR, AT)),
        new Salt("AAAAAAAAAAAAAAAA"),
        new Hash("A".repeat(42) + "A"),
        Optional.empty());
  }

  /** The size of an item as DynamoDB bills it: names and values in UTF-8, numbers by digits. */
  private static int bytes(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(one -> utf8(one.getKey()) + bytes(one.getValue()))
        .sum();
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> (value.n().length() + 1) / 2 + 1;
      case B -> value.b().asByteArrayUnsafe().length;
      default -> throw new IllegalArgumentException("an entry has no " + value.type());
    };
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
