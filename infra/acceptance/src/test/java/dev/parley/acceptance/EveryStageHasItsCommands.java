package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** At each stage each participant has an exact set of commands, and no other does anything. */
class EveryStageHasItsCommands {
  private static final long PRICE = 100_000;

  @RegisterExtension final Parley parley = new Parley();

  /** How a consultation gets to a stage, and what the client, specialist and arbiter can do. */
  static Stream<Arguments> stages() {
    return Stream.of(
        stage("requested", Deal::requested, "cancel", "offer decline", ""),
        stage("offered", deal -> deal.offered(PRICE), "decline agree cancel", "revise decline", ""),
        stage("agreed", deal -> deal.agreed(PRICE).credit(PRICE), "cancel pay", "cancel", ""),
        stage("open", deal -> deal.paid(PRICE), "", "cancel close", ""),
        stage("closed", deal -> deal.closed(PRICE), "accept claim", "", ""),
        stage("disputed", deal -> deal.disputed(PRICE), "withdraw", "concede", "resolve"),
        stage("completed", deal -> deal.closed(PRICE).does(Deal.VERA, "accept"), "", "", "refund"),
        stage("declined", deal -> deal.requested().does(Deal.LEV, "decline"), "", "", ""),
        stage("cancelled", deal -> deal.requested().does(Deal.VERA, "cancel"), "", "", ""));
  }

  private static Arguments stage(
      String name, Consumer<Deal> way, String client, String specialist, String arbiter) {
    return Arguments.of(name, way, client, specialist, arbiter);
  }

  @Requirement("S0-16")
  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void whatIsNotAllowedIsRefusedAndChangesNothing(
      String stage, Consumer<Deal> way, String client, String specialist, String arbiter) {
    Deal deal = new Deal(parley);
    deal.fund(PRICE);
    way.accept(deal);
    assertThat(deal.stage()).isEqualTo(stage);
    Map<String, String> allowed = new LinkedHashMap<>();
    allowed.put(Deal.VERA, client);
    allowed.put(Deal.LEV, specialist);
    allowed.put(Deal.ARBITER, arbiter);
    JsonNode before = deal.shown();
    allowed.forEach(
        (person, commands) -> {
          List<String> names = Stream.of(commands.split(" ")).filter(it -> !it.isEmpty()).toList();
          assertThat(deal.allowed(person)).as(person).containsExactlyInAnyOrderElementsOf(names);
          commands().keySet().stream()
              .filter(command -> !names.contains(command))
              .forEach(
                  command -> {
                    Response answer = deal.tries(person, command, commands().get(command));
                    deal.refused(answer, 409, "wrong_stage");
                  });
        });
    assertThat(deal.shown()).isEqualTo(before);
    // And what is allowed is carried out.
    allowed.forEach(
        (person, commands) ->
            Stream.of(commands.split(" "))
                .filter(command -> !command.isEmpty())
                .findFirst()
                .ifPresent(
                    command -> {
                      if (deal.allowed(person).contains(command)) {
                        deal.does(person, command, commands().get(command));
                      }
                    }));
    boolean isOver = List.of("declined", "cancelled").contains(stage);
    assertThat(deal.shown().equals(before)).isEqualTo(isOver);
  }

  /** Every command that there is, with a body that is right for every stage. */
  private static Map<String, JsonNode> commands() {
    ObjectNode verdict = Deal.note("So it is.");
    verdict.set("toClient", Deal.money(1));
    ObjectNode refund = Deal.note("So it is.");
    refund.set("amount", Deal.money(1));
    Map<String, JsonNode> all = new LinkedHashMap<>();
    all.put("offer", Deal.offer(PRICE));
    all.put("revise", Deal.offer(PRICE));
    all.put("agree", Json.object().put("terms", 1));
    all.put("claim", Deal.note("Clause 7."));
    all.put("resolve", verdict);
    all.put("refund", refund);
    for (String plain : List.of("pay", "accept", "withdraw")) {
      all.put(plain, Json.object());
    }
    for (String noted : List.of("decline", "cancel", "close", "concede")) {
      all.put(noted, Deal.note("So it is."));
    }
    return all;
  }

  @Requirement("S0-16")
  @Test
  void whoHasNoPartInItSeesNothingOfIt() {
    Deal deal = new Deal(parley).offered(PRICE);
    for (String person : List.of("pavel-zimin", "anna-belova", Deal.ACCOUNTANT)) {
      commands()
          .forEach(
              (command, body) -> deal.refused(deal.tries(person, command, body), 404, "not_found"));
      assertThat(deal.as(person).consultations().path("consultations")).isEmpty();
    }
    assertThat(deal.stage()).isEqualTo("offered");
  }
}
