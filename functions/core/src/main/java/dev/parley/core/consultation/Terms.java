package dev.parley.core.consultation;

import dev.parley.core.digest.Hash;
import dev.parley.core.digest.Sha256;
import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * Terms as they were offered; a new wording is a new version, and none ever changes.
 *
 * @param version counts the offers of a consultation from 1
 * @param commission the workspace's share of what the specialist receives
 * @param hash of all of it, the details at length included
 */
public record Terms(int version, Wish wish, Money price, BasisPoints commission, Hash hash) {
  static Terms of(int version, Offer offer, BasisPoints commission) {
    Wish wish = offer.wish();
    Sha256 digest =
        new Sha256("parley/terms/1")
            .add(version)
            .add(wish.service())
            .add(offer.price().amount())
            .add(offer.price().currency().getCurrencyCode())
            .add(commission.value())
            .add(offer.details().orElse(""));
    switch (wish.due()) {
      case Due.At at -> digest.add("at").add(at.instant().toEpochMilli());
      case Due.Within within -> digest.add("within").add(within.duration().toMillis());
    }
    wish.startAt().ifPresent(at -> digest.add("start").add(at.toEpochMilli()));
    return new Terms(version, wish, offer.price(), commission, digest.hash());
  }

  /** Whether these are the terms of an offer, word for word. */
  public boolean areOf(Offer offer) {
    return of(version, offer, commission).equals(this);
  }

  /** When the work begins if it is paid at an instant. */
  Instant beginsAt(Instant paidAt) {
    Optional<Instant> start = wish.startAt();
    return start.filter(paidAt::isBefore).orElse(paidAt);
  }

  /** By when it is to be done if it is paid at an instant. */
  Instant dueAt(Instant paidAt) {
    return wish.due().from(beginsAt(paidAt));
  }

  boolean isFree() {
    return price.isZero();
  }
}
