package dev.parley.core.finance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Till;
import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.ConversationStore;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.faults.FaultAt;
import dev.parley.core.ledger.LedgerStore;
import dev.parley.core.payment.Arrivals;
import dev.parley.core.payment.Departures;
import dev.parley.core.payment.PaymentStore;
import dev.parley.core.payment.Payments;
import dev.parley.core.payment.Purchases;
import dev.parley.core.workspace.Directory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Nights over a house: what they leave, and how they are looked through in whatever order. */
final class Watch {
  final House house;
  final InMemoryNights store = new InMemoryNights();
  final InMemoryReports files = new InMemoryReports();
  final InMemorySlices queue = new InMemorySlices();
  final FaultAt faults = new FaultAt();
  final Tampered books;
  final Nights nights;

  Watch(House house) {
    this(house, house.provider);
  }

  Watch(House house, Payments provider) {
    this.house = house;
    this.books = new Tampered(house.ledger);
    dev.parley.core.payment.Ports it = house.ports(provider);
    dev.parley.core.payment.Ports payments =
        new dev.parley.core.payment.Ports(
            faults.before(PaymentStore.class, it.store()),
            faults.before(LedgerStore.class, books),
            faults.before(Payments.class, it.provider()),
            it.wakings(),
            faulty(it.conversations()));
    nights =
        new Nights(
            new Ports(
                faults.before(NightStore.class, store),
                faults.before(SliceQueue.class, queue),
                faults.before(Reports.class, files),
                payments,
                new Arrivals(payments, new Purchases(payments, house.errands)),
                new Departures(payments)));
  }

  private dev.parley.core.conversation.Ports faulty(dev.parley.core.conversation.Ports it) {
    return new dev.parley.core.conversation.Ports(
        faults.before(ConversationStore.class, it.store()),
        it.inboxes(),
        faults.before(Rooms.class, it.rooms()),
        faults.before(Directory.class, it.directory()),
        faults.before(Audience.class, it.audience()),
        it.quota(),
        it.clock(),
        it.random(),
        it.backoff());
  }

  static Night night(LocalDate date) {
    return Night.of(Till.WORKSPACE, date);
  }

  static Night night(String date) {
    return night(LocalDate.parse(date));
  }

  /** Works until nothing waits any more. */
  Report over(Night night) {
    nights.begin(night);
    drain();
    return report(night);
  }

  Report over(String date) {
    return over(night(date));
  }

  void drain() {
    queue.take().forEach(it -> nights.work(it.night(), it.slice()));
  }

  /** Works in some order, with some of it twice. */
  void shuffle(Random random) {
    List<InMemorySlices.Waiting> waiting = new ArrayList<>(queue.take());
    waiting.addAll(waiting.stream().filter(_ -> random.nextBoolean()).toList());
    Collections.shuffle(waiting, random);
    waiting.forEach(it -> nights.work(it.night(), it.slice()));
  }

  Report report(Night night) {
    return store.report(night.workspace(), night.date()).orElseThrow();
  }

  String file(String name) {
    String file = files.all().get(name);
    assertThat(file).as(name).isNotNull();
    return file;
  }
}
