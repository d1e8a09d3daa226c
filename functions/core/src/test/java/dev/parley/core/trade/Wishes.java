package dev.parley.core.trade;

import dev.parley.core.consultation.Command;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.Due;
import dev.parley.core.consultation.Offer;
import dev.parley.core.consultation.Terms;
import dev.parley.core.consultation.Wish;
import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversation;
import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Draft;
import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Refused;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.faults.Died;
import dev.parley.core.money.Money;
import dev.parley.core.simulation.Chance;
import dev.parley.core.workspace.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What people want in detail. */
final class Wishes {
  private final Market market;
  private final Chance chance;
  private long keys;

  Wishes(Market market) {
    this.market = market;
    this.chance = market.chance;
  }

  private String key() {
    return "key" + ++keys;
  }

  Errand credit(String workspace) {
    String client = chance.of(Market.CLIENTS);
    Money amount = new Money(chance.between(1, 20_000_00), market.currency(workspace));
    Money other = amount.plus(new Money(1, amount.currency()));
    String key = key();
    return errand(
        workspace,
        Market.ACCOUNTANT,
        "credit",
        (desk, me) -> desk.wallets().credit(me, client, amount, "transfer", key),
        (desk, me) -> desk.wallets().credit(me, client, other, "transfer", key));
  }

  Errand fund(String workspace) {
    Money amount = new Money(chance.between(1, 3_000_00), market.currency(workspace));
    String key = key();
    return errand(
        workspace,
        Market.ACCOUNTANT,
        "fund",
        (desk, me) -> desk.wallets().fund(me, amount, "own money", key),
        (desk, me) -> desk.wallets().fund(me, amount, "another", key));
  }

  Errand request(ConversationId dialog) {
    Wish wish = wish();
    String key = key();
    String client = conversation(dialog).client();
    return errand(
        dialog.workspace(),
        client,
        "request",
        (desk, me) -> desk.consultations().request(me, dialog, key, wish, Optional.of("Why?")),
        (desk, me) -> desk.consultations().request(me, dialog, key, wish, Optional.empty()));
  }

  Optional<Errand> command(Consultation one, String person, Command.Name name) {
    if (name == Command.Name.WAKE) {
      return Optional.empty();
    }
    Command command = command(one, name);
    Command other = name == Command.Name.ACCEPT ? new Command.Withdraw() : new Command.Accept();
    String key = key();
    return Optional.of(
        errand(
            one.id().workspace(),
            person,
            name.text(),
            (desk, me) -> desk.consultations().command(me, one.id(), key, command),
            (desk, me) -> desk.consultations().command(me, one.id(), key, other)));
  }

  private Command command(Consultation one, Command.Name name) {
    Optional<String> note = chance.oneIn(12) ? Optional.empty() : Optional.of("because");
    Money price =
        one.stage()
            .terms()
            .map(Terms::price)
            .orElse(new Money(100, market.currency(one.id().workspace())));
    int version = one.stage().terms().map(Terms::version).orElse(1);
    return switch (name) {
      case OFFER -> new Command.Propose(offer(one.id().workspace()));
      case REVISE -> new Command.Revise(offer(one.id().workspace()));
      case DECLINE -> new Command.Decline(note);
      case AGREE -> new Command.Agree(chance.oneIn(25) ? version + 1 : version);
      case CANCEL -> new Command.Cancel(note);
      case PAY -> new Command.Pay();
      case CLOSE -> new Command.Close(note);
      case ACCEPT -> new Command.Accept();
      case CLAIM -> new Command.Claim("poor", chance.oneIn(12) ? List.of(1L) : List.of());
      case WITHDRAW -> new Command.Withdraw();
      case CONCEDE -> new Command.Concede(note);
      case RESOLVE -> new Command.Resolve(part(price), "so");
      case REFUND -> new Command.Refund(part(price), "so");
      case WAKE -> throw new IllegalArgumentException("nobody says so");
    };
  }

  /** All, nothing, a kopeck, or anything between. */
  private Money part(Money price) {
    long amount =
        switch (chance.below(5)) {
          case 0 -> 0;
          case 1 -> price.amount();
          case 2 -> 1;
          default -> chance.between(0, price.amount());
        };
    return new Money(amount, price.currency());
  }

  private Offer offer(String workspace) {
    Currency currency = market.currency(workspace);
    long price =
        switch (chance.below(12)) {
          case 0 -> 0;
          case 1 -> 1;
          case 2 -> Market.CAP;
          case 3 -> Market.CAP + 1;
          default -> chance.between(1, Market.CAP);
        };
    return new Offer(wish(), new Money(price, currency), Optional.of("details"));
  }

  private Wish wish() {
    Instant now = market.clockwork.now();
    Optional<Instant> start =
        chance.oneIn(3)
            ? Optional.of(now.plus(Duration.ofMinutes(chance.between(1, 5_000))))
            : Optional.empty();
    Due due =
        chance.oneIn(4)
            ? new Due.At(start.orElse(now).plus(Duration.ofMinutes(chance.between(1, 3_000))))
            : new Due.Within(Duration.ofMinutes(chance.between(1, 6_000)));
    return new Wish("advice", due, start);
  }

  /** Both write, block and unblock each other as they like. */
  void talk() {
    ConversationId id = chance.of(market.dialogs);
    Conversation conversation = conversation(id);
    String specialist = ((Counterpart.Specialist) conversation.counterpart()).person();
    String person = chance.oneIn(2) ? conversation.client() : specialist;
    switch (chance.below(4)) {
      case 0 ->
          alone(
              "block",
              id,
              person,
              (desk, me) -> desk.standings().change(me, id, new Change.Block(true)));
      case 1, 2 -> {
        for (String one : List.of(conversation.client(), specialist)) {
          alone(
              "unblock",
              id,
              one,
              (desk, me) -> desk.standings().change(me, id, new Change.Unblock(true)));
        }
      }
      default -> {
        ClientMessageId message = new ClientMessageId(0, "message" + key());
        Draft draft = new Draft(id, message, 0, false, new Content.Text("Hello"));
        alone(
            "say", id, person, (desk, me) -> desk.messages().write(new Caller.OverRest(me), draft));
      }
    }
  }

  /** Somebody looks at what they have, and at what is not theirs. */
  void look() {
    String workspace = chance.of(Market.WORKSPACES);
    ConversationId anywhere = new ConversationId(workspace, "");
    String person = chance.of(List.of("vera", "lev", "sofia", Market.ACCOUNTANT));
    alone("look", anywhere, person, (desk, me) -> desk.wallets().show(me));
    alone(
        "look",
        anywhere,
        person,
        (desk, me) -> desk.consultations().live(me, Optional.empty(), 50));
    alone(
        "judge",
        anywhere,
        Market.ARBITER,
        (desk, me) -> desk.consultations().claims(me, Optional.empty(), 50));
    List<Consultation> all = market.audit().orders().all();
    if (!all.isEmpty()) {
      Consultation one = chance.of(all);
      alone(
          "look",
          one.parties().conversation(),
          person,
          (desk, me) -> desk.consultations().show(me, one.id()));
    }
  }

  /** The portal lowers its cap for a while; the practice takes another currency. */
  void changePolicy() {
    market.tally.count("policy changed");
    Currency rubles = market.firstCurrency(Market.PORTAL);
    long cap = chance.oneIn(2) ? Market.CAP : Market.CAP / 2;
    market.provision(Market.PORTAL, rubles, Optional.of(new Money(cap, rubles)));
    Currency other =
        chance.oneIn(4) ? Currency.getInstance("USD") : market.firstCurrency(Market.PRACTICE);
    market.provision(Market.PRACTICE, other, Optional.empty());
  }

  private Conversation conversation(ConversationId id) {
    return market.log.head(id).conversation();
  }

  private void alone(
      String name, ConversationId where, String person, BiConsumer<Desk, Membership> action) {
    market.tally.count("command " + name);
    market.clockwork.start(
        () -> {
          Desk desk = market.desk();
          try {
            action.accept(desk, Membership.of(desk.directory(), where.workspace(), person));
          } catch (Refused e) {
            market.tally.count("refused " + e.code().text());
          } catch (Unavailable | Ambiguous | Died e) {
            market.tally.count("errand given up");
          }
        });
  }

  private Errand errand(
      String workspace,
      String person,
      String name,
      java.util.function.BiFunction<Desk, Membership, Object> action,
      java.util.function.BiFunction<Desk, Membership, Object> other) {
    return new Errand(market, workspace, person, name, action, Optional.of(other));
  }
}
