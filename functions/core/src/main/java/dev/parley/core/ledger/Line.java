package dev.parley.core.ledger;

import dev.parley.core.digest.Hash;
import dev.parley.core.digest.Sha256;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a book: what one transfer changes in it. Lines are numbered 1, 2, 3 … without gaps and
 * never change.
 *
 * @param transfer id of the transfer
 * @param at the same wherever the transfer stands, and never before the line in front of it
 * @param legs digest of all legs of the transfer; lines of the first format bear none
 * @param amounts what each account gains
 * @param balances of every account of the book that ever had one, after this line
 */
public record Line(
    Book book,
    long number,
    String transfer,
    Cause cause,
    Instant at,
    Optional<String> legs,
    Map<Account, Long> amounts,
    Map<Account, Long> balances,
    Hash hash) {
  public Line {
    amounts = Map.copyOf(amounts);
    balances = Map.copyOf(balances);
  }

  /** What a book begins after. */
  static Line none(Book book) {
    Cause nothing = new Cause(Cause.Event.CREDITED, "", Optional.empty(), Optional.empty());
    return new Line(
        book, 0, "", nothing, Instant.EPOCH, Optional.empty(), Map.of(), Map.of(), Hash.NOTHING);
  }

  public long balance(Account account) {
    return balances.getOrDefault(account, 0L);
  }

  public long amount(Account account) {
    return amounts.getOrDefault(account, 0L);
  }

  /**
   * Whether the balance of an account is where it may be. The reserve alone can be below its floor:
   * when the world takes money without asking, and until it is filled again.
   */
  boolean isWithinBounds(Account account) {
    long balance = balance(account);
    if (balance > account.ceiling()) {
      return false;
    }
    return balance >= account.floor()
        || (account == Account.RESERVE
            && (cause.event() == Cause.Event.TAKEN_BACK || amount(account) >= 0));
  }

  /**
   * The line that comes after this one, for a transfer that is not before it.
   *
   * @throws ArithmeticException when a balance is larger than anything that can be counted
   */
  Line next(Transfer transfer, Map<Account, Long> amounts) {
    Map<Account, Long> after = new EnumMap<>(Account.class);
    after.putAll(balances);
    amounts.forEach((account, amount) -> after.merge(account, amount, Math::addExact));
    Line bare =
        new Line(
            book,
            number + 1,
            transfer.id(),
            transfer.cause(),
            transfer.at(),
            Optional.of(Tally.digest(transfer)),
            amounts,
            after,
            Hash.NOTHING);
    return bare.linked(hash);
  }

  private Line linked(Hash previous) {
    return new Line(book, number, transfer, cause, at, legs, amounts, balances, link(previous));
  }

  /** The hash that this line must bear behind {@code previous}. */
  public Hash link(Hash previous) {
    Sha256 digest =
        new Sha256(legs.isPresent() ? "parley/line/2" : "parley/line/1")
            .add(previous.value())
            .add(book.workspace())
            .add(book.kind().name())
            .add(book.owner())
            .add(book.currency().getCurrencyCode())
            .add(number)
            .add(transfer)
            .add(cause.event().name())
            .add(cause.of())
            .add(cause.by().orElse(""))
            .add(cause.reason().orElse(""))
            .add(at.toEpochMilli());
    legs.ifPresent(digest::add);
    add(digest.add("amounts"), amounts);
    add(digest.add("balances"), balances);
    return digest.hash();
  }

  private static void add(Sha256 digest, Map<Account, Long> sums) {
    new EnumMap<>(sums).forEach((account, sum) -> digest.add(account.name()).add(sum));
  }
}
