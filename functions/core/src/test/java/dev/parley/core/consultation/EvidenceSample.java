package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.rub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Evidence of a consultation in which everything has happened that can. */
public final class EvidenceSample {
  private EvidenceSample() {}

  /** Of one that was disputed, parted, and partly given back later; another went before it. */
  public static Evidence parted() {
    Office office = new Office();
    office.wallets.fund(office.in("maria"), rub(500_000), "own money", "reserve");
    ConsultationId before = office.closed(70_000);
    office.does("vera", before, new Command.Accept());
    office.advance(Duration.ofDays(1));
    office.credit("vera", 100_000);
    ConsultationId id = office.request("the second");
    office.does("lev", id, new Command.Propose(Office.offer(120_000)));
    office.does("vera", id, new Command.Decline(Optional.of("Too dear.")));
    office.advance(Duration.ofMinutes(1));
    office.does("lev", id, new Command.Propose(Office.offer(100_000)));
    office.does("vera", id, new Command.Agree(2));
    office.does("vera", id, new Command.Pay());
    office.does("lev", id, new Command.Close(Optional.of("Done.")));
    office.does("vera", id, new Command.Claim("It is wrong.", List.of()));
    office.does("irina", id, new Command.Resolve(rub(40_000), "Less than half was done."));
    office.does("irina", id, new Command.Refund(rub(10_000), "And some more was wrong."));
    return new Evidences(office.ports).gather(id);
  }
}
