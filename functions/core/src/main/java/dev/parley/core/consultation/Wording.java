package dev.parley.core.consultation;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.digest.Sha256;
import dev.parley.core.money.Money;
import java.util.Optional;

/** Digests what somebody wants, to tell whether they want the same again. */
final class Wording {
  private Wording() {}

  static Sha256 of(ConversationId where, Wish wish, Optional<String> question) {
    Sha256 digest = new Sha256("parley/wanted/1").add("request").add(where.value());
    return add(digest, wish).add(question.orElse(""));
  }

  static Sha256 of(Command command) {
    Sha256 digest = new Sha256("parley/wanted/1").add(command.name().text());
    return switch (command) {
      case Command.Propose it -> add(add(digest, it.offer()), it.goodwill());
      case Command.Revise it -> add(add(digest, it.offer()), it.goodwill());
      case Command.Decline it -> digest.add(it.note().orElse(""));
      case Command.Agree it -> digest.add(it.version());
      case Command.Cancel it -> digest.add(it.note().orElse(""));
      case Command.Close it -> digest.add(it.note().orElse(""));
      case Command.Claim it -> {
        it.files().forEach(digest::add);
        yield digest.add(it.note());
      }
      case Command.Concede it -> add(digest.add(it.note().orElse("")), it.goodwill());
      case Command.Resolve it -> add(digest, it.toClient()).add(it.note());
      case Command.Refund it -> add(digest, it.amount()).add(it.note());
      case Command.Pay _, Command.Accept _, Command.Withdraw _, Command.Wake _ -> digest;
    };
  }

  private static Sha256 add(Sha256 digest, Offer offer) {
    add(digest, offer.wish());
    return add(digest, offer.price()).add(offer.details().orElse(""));
  }

  private static Sha256 add(Sha256 digest, Optional<String> goodwill) {
    goodwill.ifPresent(why -> digest.add("goodwill").add(why));
    return digest;
  }

  private static Sha256 add(Sha256 digest, Wish wish) {
    digest.add(wish.service());
    switch (wish.due()) {
      case Due.At at -> digest.add("at").add(at.instant().toEpochMilli());
      case Due.Within within -> digest.add("within").add(within.duration().toMillis());
    }
    return digest.add(wish.startAt().map(at -> Long.toString(at.toEpochMilli())).orElse(""));
  }

  private static Sha256 add(Sha256 digest, Money money) {
    return digest.add(money.amount()).add(money.currency().getCurrencyCode());
  }
}
