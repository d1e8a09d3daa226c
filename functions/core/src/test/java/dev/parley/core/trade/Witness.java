package dev.parley.core.trade;

import dev.parley.core.consultation.Actor;
import dev.parley.core.consultation.Change;
import dev.parley.core.consultation.Claimed;
import dev.parley.core.consultation.Consultation;
import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.ConsultationStore;
import dev.parley.core.consultation.Paper;
import dev.parley.core.consultation.Timer;
import dev.parley.core.conversation.Content;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.ledger.Line;
import dev.parley.core.ledger.Loose;
import dev.parley.core.ledger.Posting;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.payment.Waking;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stands right in front of the stores and tells the audit of what they have taken. */
final class Witness {
  private Witness() {}

  /** In front of consultations. */
  record OfOrders(Market market) implements ConsultationStore {
    @Override
    public Optional<Consultation> find(ConsultationId id) {
      return market.store.find(id);
    }

    @Override
    public Optional<Paper> paper(ConsultationId id, int number) {
      return market.store.paper(id, number);
    }

    @Override
    public boolean commit(Change change) {
      boolean applied = market.store.commit(change);
      if (applied) {
        market.audit().committed(change);
      } else {
        Content.Progress told = (Content.Progress) change.entry().entry().content();
        market.tally.count("race lost by " + told.event());
      }
      return applied;
    }

    @Override
    public List<ConsultationId> live(
        String workspace, Actor side, String person, Optional<ConsultationId> after, int atMost) {
      return market.store.live(workspace, side, person, after, atMost);
    }

    @Override
    public List<Claimed> claims(String workspace, Optional<Claimed> after, int atMost) {
      return market.store.claims(workspace, after, atMost);
    }

    @Override
    public List<Timer> due(int shard, Instant until, int atMost) {
      return market.store.due(shard, until, atMost);
    }
  }

  /** In front of payments. */
  record OfPayments(Market market) implements PaymentStore {
    @Override
    public Optional<Payment> find(PaymentId id) {
      return market.payments.find(id);
    }

    @Override
    public boolean commit(dev.parley.core.payment.Change change) {
      boolean applied = market.payments.commit(change);
      if (applied) {
        market.audit().committed(change);
      } else {
        market.tally.count("race lost by a payment");
      }
      return applied;
    }

    @Override
    public List<Payment> of(String workspace, String person, Optional<Place> before, int atMost) {
      return market.payments.of(workspace, person, before, atMost);
    }

    @Override
    public List<Payment> on(
        String workspace, dev.parley.core.payment.Desk desk, Optional<Place> after, int atMost) {
      return market.payments.on(workspace, desk, after, atMost);
    }

    @Override
    public List<Waking> due(int shard, Instant until, int atMost) {
      return market.payments.due(shard, until, atMost);
    }
  }

  /** In front of the books. */
  record OfBooks(Market market) implements LedgerStore {
    @Override
    public Optional<Line> head(Book book) {
      return market.ledger.head(book);
    }

    @Override
    public List<Line> page(Book book, long after, int atMost) {
      return market.ledger.page(book, after, atMost);
    }

    @Override
    public Optional<Loose> loose(String workspace, String transfer) {
      return market.ledger.loose(workspace, transfer);
    }

    @Override
    public List<Loose> loose(String workspace, int shard, String after, int atMost) {
      return market.ledger.loose(workspace, shard, after, atMost);
    }

    @Override
    public boolean commit(Posting posting) {
      boolean applied = market.ledger.commit(posting);
      if (applied) {
        market.audit().committed(posting);
      } else {
        market.tally.count("race lost by a credit");
      }
      return applied;
    }
  }
}
