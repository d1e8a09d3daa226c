package dev.parley.core.consultation;

import dev.parley.core.money.Money;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody, or time, wants to do with a consultation. */
public sealed interface Command {
  default Name name() {
    return switch (this) {
      case Propose _ -> Name.OFFER;
      case Revise _ -> Name.REVISE;
      case Decline _ -> Name.DECLINE;
      case Agree _ -> Name.AGREE;
      case Cancel _ -> Name.CANCEL;
      case Pay _ -> Name.PAY;
      case Close _ -> Name.CLOSE;
      case Accept _ -> Name.ACCEPT;
      case Claim _ -> Name.CLAIM;
      case Withdraw _ -> Name.WITHDRAW;
      case Concede _ -> Name.CONCEDE;
      case Resolve _ -> Name.RESOLVE;
      case Refund _ -> Name.REFUND;
      case Wake _ -> Name.WAKE;
    };
  }

  /** The names of commands, as clients know them. */
  enum Name {
    OFFER,
    REVISE,
    DECLINE,
    AGREE,
    CANCEL,
    PAY,
    CLOSE,
    ACCEPT,
    CLAIM,
    WITHDRAW,
    CONCEDE,
    RESOLVE,
    REFUND,
    WAKE;

    /** As it stands in JSON. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The specialist offers terms.
   *
   * @param goodwill why they are better than they need be
   */
  record Propose(Offer offer, Optional<String> goodwill) implements Command {
    public Propose(Offer offer) {
      this(offer, Optional.empty());
    }
  }

  /**
   * The specialist puts other terms in the place of those that wait for the client.
   *
   * @param goodwill why they are better than they need be
   */
  record Revise(Offer offer, Optional<String> goodwill) implements Command {
    public Revise(Offer offer) {
      this(offer, Optional.empty());
    }
  }

  /** The specialist refuses the request, or the client the offer. */
  record Decline(Optional<String> note) implements Command {}

  /**
   * The client agrees.
   *
   * @param version of the terms that the client has seen
   */
  record Agree(int version) implements Command {}

  /** One of the two calls it off. */
  record Cancel(Optional<String> note) implements Command {}

  /** The client pays from their wallet. */
  record Pay() implements Command {}

  /** The specialist says that the work is done. */
  record Close(Optional<String> note) implements Command {}

  /** The client is content before the window has run out. */
  record Accept() implements Command {}

  /**
   * The client is not content.
   *
   * @param files numbers of entries of the conversation that hold files of the client
   */
  record Claim(String note, List<Long> files) implements Command {
    public Claim {
      files = List.copyOf(files);
    }
  }

  /** The client takes the claim back. */
  record Withdraw() implements Command {}

  /**
   * The specialist grants the claim in full.
   *
   * @param goodwill why they do so though they need not; in place of a note
   */
  record Concede(Optional<String> note, Optional<String> goodwill) implements Command {
    public Concede(Optional<String> note) {
      this(note, Optional.empty());
    }
  }

  /** An arbiter decides a claim. */
  record Resolve(Money toClient, String note) implements Command {}

  /** An arbiter gives money back after the release. */
  record Refund(Money amount, String note) implements Command {}

  /** Time may have changed something. */
  record Wake() implements Command {}
}
