package dev.parley.core.consultation;

import dev.parley.core.money.Money;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Of every command the plainest one, to see whether it would be carried out. */
final class Probes {
  private static final Duration SOON = Duration.ofDays(1);

  private Probes() {}

  static List<Command> of(Situation it) {
    Currency currency =
        it.stage().terms().map(terms -> terms.price().currency()).orElse(it.policy().currency());
    Optional<String> note = Optional.of("");
    Wish wish = new Wish("", new Due.Within(SOON), Optional.empty());
    Offer offer = new Offer(wish, Money.zero(it.policy().currency()), note);
    int version = it.stage().terms().map(Terms::version).orElse(0);
    return List.of(
        new Command.Propose(offer),
        new Command.Revise(offer),
        new Command.Decline(note),
        new Command.Agree(version),
        new Command.Cancel(note),
        new Command.Pay(),
        new Command.Close(note),
        new Command.Accept(),
        new Command.Claim("", List.of()),
        new Command.Withdraw(),
        new Command.Concede(note),
        new Command.Resolve(Money.zero(currency), ""),
        new Command.Refund(new Money(1, currency), ""),
        new Command.Wake());
  }
}
