package dev.parley.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A client and a lawyer talk; the client's train enters a tunnel; nothing is lost or doubled. */
final class Story {
  private static final int SMALL_PAGE = 4;

  private final ParleyClient vera;
  private final ParleyClient lev;
  private final Transcript transcript;
  private Optional<String> opened = Optional.empty();

  Story(ParleyClient vera, ParleyClient lev, Transcript transcript) {
    this.vera = vera;
    this.lev = lev;
    this.transcript = transcript;
  }

  void play() {
    String conversation = vera.openWithSpecialist(lev.person()).path("id").asText();
    opened = Optional.of(conversation);
    transcript.happened("Vera opens her conversation with Lev: " + conversation);
    try (ChatSocket office = lev.connect()) {
      office.watch(conversation);
      Message unanswered = untilTheTunnel(conversation, office);
      afterTheTunnel(conversation, unanswered);
    }
    compareWithRest(conversation);
  }

  /** The conversation the story is told in; empty when it could not be opened. */
  Optional<String> conversation() {
    return opened;
  }

  private Message untilTheTunnel(String conversation, ChatSocket office) {
    ChatSocket train = vera.connect();
    train.watch(conversation);
    long before = vera.log(conversation).last();
    transcript.happened("both sockets are open, each with a ticket of its own, and watch");
    if (before > 1) {
      transcript.happened("the conversation goes on after entry " + before);
    }
    say(train, conversation, "Good morning! Can you read a lease before I sign it?");
    say(office, conversation, "Good morning. Of course: what kind of place is it?");
    say(train, conversation, "A two-room flat, for eleven months.");

    Message lost = vera.log(conversation).write("Is a deposit of two months usual?");
    train.stopListening();
    train.post(lost);
    lev.log(conversation).await(vera.log(conversation).last() + 1, ChatSocket.PATIENCE);
    transcript.entry(newest(lev, conversation));
    train.cut();
    transcript.happened("tunnel: Vera's connection is gone before any answer reached her");

    sayAlone(office, conversation, "One month is usual; two must be argued for.");
    sayAlone(office, conversation, "Ask in what cases they may keep it.");
    return lost;
  }

  private void afterTheTunnel(String conversation, Message lost) {
    LocalLog log = vera.log(conversation);
    try (ChatSocket platform = vera.connect()) {
      transcript.happened(
          "Vera is back with a new ticket and watches from " + log.last() + ", her last entry");
      long missed = lev.log(conversation).last() - log.last();
      platform.watch(conversation);
      transcript.check(
          missed == 3 && log.last() == lev.log(conversation).last(),
          "she got the " + missed + " entries she had missed, and no gap is left");

      JsonNode ack = platform.send(lost);
      transcript.happened("Vera's client sends its unanswered message again, with the same id");
      JsonNode first =
          log.entries().stream()
              .filter(entry -> entry.path("seq").equals(ack.path("seq")))
              .findFirst()
              .orElse(ack);
      transcript.check(
          first.path("clientMessageId").asText().equals(lost.clientMessageId())
              && first.path("at").equals(ack.path("at")),
          "the answer is the entry that stands already, number " + ack.path("seq").asLong());
      say(platform, conversation, "Thank you, that is what I needed.");
    }
  }

  private void compareWithRest(String conversation) {
    List<JsonNode> log = vera.entries(conversation, SMALL_PAGE);
    transcript.happened("the log is read over REST: " + log.size() + " entries");
    transcript.check(sees(vera, conversation, log), "Vera's view equals it");
    transcript.check(sees(lev, conversation, log), "Lev's view equals it");
    List<String> ids =
        log.stream()
            .map(entry -> entry.path("clientMessageId").asText(""))
            .filter(id -> !id.isEmpty())
            .toList();
    transcript.check(ids.size() == ids.stream().distinct().count(), "no message is in it twice");
    transcript.check(
        vera.log(conversation).contradictions().isEmpty()
            && lev.log(conversation).contradictions().isEmpty(),
        "no entry was told in two ways");
  }

  // A long conversation kept from earlier starts is not replayed from its first entry.
  private static boolean sees(ParleyClient device, String conversation, List<JsonNode> log) {
    List<JsonNode> view = device.log(conversation).entries();
    int first = view.getFirst().path("seq").asInt();
    return essence(view).equals(essence(log.subList(first - 1, log.size())));
  }

  private void say(ChatSocket speaker, String conversation, String text) {
    long seq = speaker.send(conversation, text).path("seq").asLong();
    vera.log(conversation).await(seq, ChatSocket.PATIENCE);
    lev.log(conversation).await(seq, ChatSocket.PATIENCE);
    transcript.entry(newest(lev, conversation));
  }

  private void sayAlone(ChatSocket office, String conversation, String text) {
    office.send(conversation, text);
    transcript.entry(newest(lev, conversation));
  }

  private static JsonNode newest(ParleyClient device, String conversation) {
    return device.log(conversation).entries().getLast();
  }

  // A message of one's own is known from its ack, which does not tell totals and hash.
  private static List<List<String>> essence(List<JsonNode> entries) {
    return entries.stream()
        .map(
            entry ->
                List.of("seq", "kind", "at", "author", "clientMessageId", "text").stream()
                    .map(field -> entry.path(field).asText(""))
                    .toList())
        .toList();
  }
}
