package dev.parley.core.trade;

import dev.parley.core.money.Money;
import dev.parley.core.payment.FakeProvider;
import dev.parley.core.payment.FakeProvider.Behaviour;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Opening;
import dev.parley.core.payment.Operation;
import dev.parley.core.payment.Operations;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.payment.Page;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Sending;
import dev.parley.core.simulation.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A provider for each workspace, and the payers on its pages, who do as they like. */
final class Providers implements Payments {
  private static final List<Behaviour> BEHAVIOURS =
      List.of(Behaviour.PAYS, Behaviour.PAYS, Behaviour.FAILS, Behaviour.WAITS, Behaviour.WAITS);

  private final Market market;
  private final Chance chance;
  private final News news;
  private final Map<String, FakeProvider> providers = new LinkedHashMap<>();
  private final Set<String> visited = new HashSet<>();

  Providers(Market market) {
    this.market = market;
    this.chance = market.chance;
    this.news = new News(market);
    Market.WORKSPACES.forEach(it -> providers.put(it, new FakeProvider(market.clockwork::now)));
  }

  FakeProvider of(String workspace) {
    return providers.get(workspace);
  }

  static String workspace(String reference) {
    return reference.substring(0, reference.indexOf('.'));
  }

  @Override
  public Page open(Opening opening) {
    String reference = opening.reference();
    Page page = of(workspace(reference)).open(opening);
    if (visited.add(reference)) {
      visit(reference, opening.amount());
    }
    return page;
  }

  @Override
  public List<Incoming> incoming(String reference) {
    return of(workspace(reference)).incoming(reference);
  }

  @Override
  public Optional<Outgoing> outgoing(Sending sending) {
    return of(workspace(sending.key())).outgoing(sending);
  }

  @Override
  public Operations operations(Instant from, Instant until, Optional<String> after) {
    throw new IllegalStateException("nobody asks for a book here");
  }

  /** The first time that a key comes decides what becomes of it. */
  @Override
  public Outgoing send(Sending sending) {
    String workspace = workspace(sending.key());
    FakeProvider provider = of(workspace);
    boolean isNew = provider.outgoing(sending).isEmpty();
    if (isNew) {
      market.audit().payments().sending(sending);
    }
    Behaviour behaviour = market.isCalm() ? Behaviour.PAYS : chance.of(BEHAVIOURS);
    provider.next(behaviour);
    Outgoing answer = provider.send(sending);
    if (isNew) {
      market.tally.count("provider " + answer.state().name());
      if (answer.state() == Outgoing.State.WAITING) {
        settleSomeTime(workspace, sending.key());
      }
      news.tell(workspace, answer);
    }
    return answer;
  }

  private void settleSomeTime(String workspace, String key) {
    if (chance.oneIn(4)) {
      market.tally.count("provider never ends");
      return;
    }
    market.clockwork.in(Duration.ofMinutes(chance.between(1, 3_000)), () -> settle(workspace, key));
  }

  private void settle(String workspace, String key) {
    Outgoing.State end = chance.oneIn(3) ? Outgoing.State.FAILED : Outgoing.State.PAID;
    market.tally.count("provider ends " + end);
    news.tell(workspace, of(workspace).settle(key, end));
  }

  private void visit(String reference, Money asked) {
    String workspace = workspace(reference);
    FakeProvider provider = of(workspace);
    Duration soon = Duration.ofMinutes(chance.between(0, 30));
    switch (chance.below(12)) {
      case 0 -> market.tally.count("payer pays never");
      case 1 -> act("pays late", Duration.ofHours(chance.between(20, 60)), () -> pay(reference));
      case 2 -> act("refuses", soon, () -> news.tell(workspace, provider.refuse(reference)));
      case 3 -> {
        act("refuses first", soon, () -> news.tell(workspace, provider.refuse(reference)));
        act("pays after all", soon.plusMinutes(9), () -> pay(reference));
      }
      case 4 -> {
        act("pays twice", soon, () -> pay(reference));
        act("pays twice", soon.plusMinutes(chance.between(0, 90)), () -> pay(reference));
      }
      case 5 ->
          act(
              "pays something else",
              soon,
              () -> {
                Money other = asked.plus(new Money(1, asked.currency()));
                came(workspace, provider.pay(Optional.of(reference), other));
              });
      default -> act("pays", soon, () -> pay(reference));
    }
  }

  private void act(String what, Duration wait, Runnable action) {
    market.tally.count("payer " + what);
    market.clockwork.in(wait, action);
  }

  private void pay(String reference) {
    came(workspace(reference), of(workspace(reference)).pay(reference));
  }

  /** Money comes that nobody announced. */
  void stray(String workspace) {
    Money amount = new Money(chance.between(1, 5_000_00), market.currency(workspace));
    Optional<String> reference = chance.oneIn(2) ? Optional.empty() : Optional.of("invoice 7");
    market.tally.count("payer pays unannounced");
    came(workspace, of(workspace).pay(reference, amount));
  }

  private void came(String workspace, Incoming it) {
    news.tell(workspace, it);
    if (chance.oneIn(5)) {
      market.clockwork.in(
          Duration.ofMinutes(chance.between(0, 12_000)), () -> takeBack(workspace, it));
    }
  }

  private void takeBack(String workspace, Incoming it) {
    if (market.isCalm()) {
      return;
    }
    FakeProvider provider = of(workspace);
    long amount = it.amount().amount();
    switch (chance.below(3)) {
      case 0 -> {
        market.tally.count("payer gets it returned");
        news.tell(workspace, provider.giveBack(it.externalId()));
      }
      case 1 -> {
        market.tally.count("payer charges back");
        news.tell(workspace, provider.chargeBack(it.externalId(), amount));
      }
      default -> {
        long part = chance.between(1, amount);
        market.tally.count("payer charges back in part");
        news.tell(workspace, provider.chargeBack(it.externalId(), part));
        if (part < amount) {
          act(
              "charges back the rest",
              Duration.ofMinutes(chance.between(0, 600)),
              () -> news.tell(workspace, provider.chargeBack(it.externalId(), amount - part)));
        }
      }
    }
  }

  /** In the end whatever waits ends, and everything that came in is told once more. */
  void tellEverything() {
    providers.forEach(
        (workspace, provider) -> {
          provider.waiting().forEach(key -> settle(workspace, key));
          provider.everything().forEach(it -> news.tell(workspace, it));
        });
  }

  /** What all books of the providers come to in a currency. */
  long sum(String workspace, java.util.Currency currency) {
    return of(workspace).book().stream()
        .map(Operation::amount)
        .filter(it -> it.currency().equals(currency))
        .mapToLong(Money::amount)
        .sum();
  }

  static List<String> expected() {
    Stream<String> providers =
        Stream.of("PAID", "FAILED", "WAITING", "never ends", "ends PAID", "ends FAILED")
            .map(it -> "provider " + it);
    Stream<String> payers =
        Stream.of(
                "pays",
                "pays never",
                "pays late",
                "refuses",
                "refuses first",
                "pays after all",
                "pays twice",
                "pays something else",
                "pays unannounced",
                "gets it returned",
                "charges back",
                "charges back in part",
                "charges back the rest")
            .map(it -> "payer " + it);
    Stream<String> lines =
        Stream.of("loses request", "loses answer", "delivers late", "down").map(it -> "line " + it);
    return Stream.of(providers, payers, lines, News.expected().stream()).flatMap(it -> it).toList();
  }
}
