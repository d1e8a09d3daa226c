package dev.parley.lambda.handler;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.conversation.ConversationId;
import java.io.IOException;
import java.time.Duration;

/** Plays the recorded events of selling with functions that are watched. */
record SellingPlay(WatchedFunctions functions) {
  private static final String PAIR =
      ConversationId.between("legal-portal", "vera-orlova", "lev-sokolov").value();

  /** How long the recorded work may take. */
  private static final String SERVICE_TIME = "P2D";

  /**
   * A consultation goes its way by calls, and another by frames; both begin a conversation, are due
   * soon, and are claimed against when little of the window is left: so timers are set.
   */
  void everything() throws IOException {
    functions.rest("Wallet", "wallet-credit", "vera-orlova", "pavel-zimin");
    functions.rest("Wallet", "wallet-show");
    functions.rest("Wallet", "wallet-statement");
    byCalls(functions, "request offer show list agree pay close", "claim-0001");
    WatchedFunctions later = functions.later(Duration.ofHours(72).minusMinutes(10));
    byCalls(later, "claim withdraw", "claim-0001");
    byCalls(later, "claim claims resolve", "claim-0002");
    functions.rest("Wallet", "wallet-credit", "vera-orlova", "sonya", "credit-1", "credit-2");
    byFrames(functions, "request-1", "request offer agree pay close");
    byFrames(later, "request-1", "claim withdraw accept");
  }

  private void byCalls(WatchedFunctions watched, String steps, String claim) throws IOException {
    for (String step : steps.split(" ")) {
      watched.rest(
          "Consultations",
          "consultations-" + step,
          "vera-orlova",
          "pavel-zimin",
          SERVICE_TIME,
          "PT10M",
          "claim-0001",
          claim,
          consultation("vera-orlova"),
          consultation("pavel-zimin"));
    }
  }

  void byFrames(WatchedFunctions watched, String key, String steps) throws IOException {
    for (String step : steps.split(" ")) {
      watched.play(
          "Message",
          RecordedPlay.event("message-" + step)
              .replace("vera-orlova", "sonya")
              .replace("JKJZNcaRvHcCEvg=", "sonya=")
              .replace(SERVICE_TIME, "PT10M")
              .replace("conversationId\\\": \\\"" + PAIR, "specialist\\\": \\\"lev-sokolov")
              .replace("request-1", key)
              .replace(
                  consultation("vera-orlova"),
                  ConsultationId.requested("legal-portal", "sonya", key).value()));
    }
  }

  private static String consultation(String client) {
    return ConsultationId.requested("legal-portal", client, "request-1").value();
  }
}
