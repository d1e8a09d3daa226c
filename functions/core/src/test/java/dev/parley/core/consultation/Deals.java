package dev.parley.core.consultation;

import dev.parley.core.consultation.PaidWorld.Deal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brings deals to the stages in which money moves.
 *
 * @param wish what is wanted
 * @param note what everybody says who says something
 */
public record Deals(PaidWorld world, Wish wish, String note) {
  /** What everything costs here, in kopecks: no tenth of it is whole. */
  public static final long PRICE = 99_999;

  /** When everything begins; two commands are never in one second. */
  public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  static Deals of(PaidWorld.Stores stores, String workspace) {
    Wish wish = new Wish("Lease check", new Due.Within(Duration.ofDays(2)), Optional.empty());
    return new Deals(new PaidWorld(stores, workspace, ""), wish, "It is wrong.");
  }

  public Offer offer(long kopecks) {
    return new Offer(wish, PaidWorld.rub(kopecks), Optional.of("I read it."));
  }

  /** Offered, and not agreed on. */
  public Deal offered(Deal pair, String key) {
    Deal deal = world.request(pair, key, wish, at(1));
    world.does(deal.specialist(), deal, "offer", new Command.Propose(offer(PRICE)), at(2));
    return deal;
  }

  public Deal offered(String name) {
    return offered(world.pair(name, START), "request");
  }

  public Deal agreed(Deal pair, String key) {
    world.credits(pair.client(), PRICE, "bank transfer", key + pair.client(), START);
    Deal deal = offered(pair, key);
    world.does(deal.client(), deal, "agree", new Command.Agree(1), at(3));
    return deal;
  }

  public Deal agreed(String name) {
    return agreed(world.pair(name, START), "request");
  }

  public Deal open(Deal pair, String key) {
    Deal deal = agreed(pair, key);
    world.does(deal.client(), deal, "pay", new Command.Pay(), at(4));
    return deal;
  }

  public Deal open(String name) {
    return open(world.pair(name, START), "request");
  }

  public Deal closed(Deal pair, String key) {
    Deal deal = open(pair, key);
    world.does(deal.specialist(), deal, "close", new Command.Close(Optional.of(note)), at(5));
    return deal;
  }

  public Deal closed(String name) {
    return closed(world.pair(name, START), "request");
  }

  public Deal disputed(Deal pair, String key) {
    Deal deal = closed(pair, key);
    world.does(deal.client(), deal, "claim", new Command.Claim(note, List.of()), at(6));
    return deal;
  }

  public Deal disputed(String name) {
    return disputed(world.pair(name, START), "request");
  }

  public Deal completed(Deal pair, String key) {
    Deal deal = closed(pair, key);
    world.does(deal.client(), deal, "accept", new Command.Accept(), at(6));
    return deal;
  }

  /** A specialist who owes what the reserve has laid out: the next pay goes there first. */
  public Deal disputedWithDebt(String name) {
    Deal pair = world.pair(name, START);
    Deal before = completed(pair, "before");
    world.funds(PRICE, "own money", "reserve" + name, at(7));
    Command refund = new Command.Refund(PaidWorld.rub(PRICE / 2), note);
    world.does(world.arbiter, before, "refund", refund, at(8));
    return disputed(pair, "request");
  }

  /** When a deal that was closed by {@link #closed} is released unasked. */
  public static Instant releasesAt() {
    return at(5).plus(Duration.ofDays(3));
  }

  public static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
