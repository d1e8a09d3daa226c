package dev.parley.core.consultation;

import static dev.parley.core.consultation.Office.offer;
import static dev.parley.core.consultation.Office.rub;
import static dev.parley.core.consultation.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Attachment;
import dev.parley.core.conversation.Caller;
import dev.parley.core.conversation.Change;
import dev.parley.core.conversation.Chronicle;
import dev.parley.core.conversation.ClientMessageId;
import dev.parley.core.conversation.Commit;
import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Conversations;
import dev.parley.core.conversation.Counterpart;
import dev.parley.core.conversation.Draft;
import dev.parley.core.conversation.Opening;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Standings;
import dev.parley.core.failure.Code;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may do what, who sees what, and who may not even know. */
class PeopleTest {
  private final Office office = new Office();
  private long said;

  @AfterEach
  void theBooksAreRight() {
    assertThat(office.flaws()).isEmpty();
  }

  private void say(String person) {
    ClientMessageId message = new ClientMessageId(0, "message" + ++said);
    Draft draft = new Draft(office.dialog, message, 0, false, new Content.Text("Hello"));
    office.messages.write(new Caller.OverRest(office.in(person)), draft);
  }

  private void block(String person) {
    new Standings(office.ports.conversations())
        .change(office.in(person), office.dialog, new Change.Block(true));
  }

  @Test
  void aLiveConsultationsMessagesPassABlockAndNewBusinessDoesNotPassOneBeforeItIsPaid() {
    office.credit("vera", 500_000);
    ConsultationId agreed = office.agreed(100_000);
    office.advance(Duration.ofMinutes(1));
    ConsultationId requested = office.request("requested");
    office.advance(Duration.ofMinutes(1));
    ConsultationId offered = office.offered(50_000);
    say("vera");
    block("lev");

    assertRefused(Code.BLOCKED, () -> say("vera"));
    assertRefused(Code.UNBLOCK_FIRST, () -> say("lev"));
    assertRefused(Code.BLOCKED, () -> office.request("new"));
    assertRefused(
        Code.UNBLOCK_FIRST, () -> office.does("lev", requested, new Command.Propose(offer(1))));
    assertRefused(
        Code.UNBLOCK_FIRST, () -> office.does("lev", offered, new Command.Revise(offer(1))));
    assertRefused(Code.BLOCKED, () -> office.does("vera", offered, new Command.Agree(1)));

    office.does("vera", agreed, new Command.Pay());
    say("vera");
    say("lev");
    office.does("lev", agreed, new Command.Close(Optional.empty()));
    say("vera");
    office.does("vera", agreed, new Command.Accept());
    assertRefused(Code.BLOCKED, () -> say("vera"));
    assertThat(office.earnings("lev")).isEqualTo(90_000);
  }

  @Test
  void aBlockStrandsNoClaim() {
    ConsultationId id = office.closed(100_000);
    block("lev");
    block("vera");
    office.does("vera", id, new Command.Claim("poor", List.of()));
    say("vera");
    office.does("irina", id, new Command.Resolve(rub(100_000), "so"));
    assertRefused(Code.UNBLOCK_FIRST, () -> say("vera"));
    assertThat(office.wallet("vera")).isEqualTo(100_000);
  }

  @Test
  void whoIsNoPartyFindsNothing() {
    ConsultationId id = office.offered(100_000);
    for (String stranger : List.of("pavel", "boris", "maria")) {
      assertRefused(Code.NOT_FOUND, () -> office.consultations.show(office.in(stranger), id));
      assertRefused(Code.NOT_FOUND, () -> office.does(stranger, id, new Command.Agree(1)));
      assertThat(office.consultations.live(office.in(stranger), Optional.empty(), 10).shown())
          .isEmpty();
    }
    ConsultationId none = new ConsultationId(Office.WORKSPACE, "none");
    assertRefused(Code.NOT_FOUND, () -> office.consultations.show(office.in("vera"), none));
    assertRefused(Code.NOT_FOUND, () -> office.does("vera", none, new Command.Agree(1)));
    office.wake(none);
    for (String other : List.of("lev", "pavel", "irina")) {
      assertRefused(
          Code.NOT_FOUND,
          () ->
              office.consultations.request(
                  office.in(other), office.dialog, "a", Office.wish(), Optional.empty()));
    }
  }

  @Test
  void theClientSeesWhatIsOfferedAndEachWhatTheyCanDo() {
    ConsultationId id = office.offered(100_000);
    Consultations.Shown shown = office.consultations.show(office.in("vera"), id);
    Terms terms = shown.consultation().stage().terms().orElseThrow();
    assertThat(terms.price()).isEqualTo(rub(100_000));
    assertThat(terms.wish()).isEqualTo(Office.wish());
    assertThat(shown.terms().flatMap(Paper::text)).isEqualTo(offer(1).details());
    assertThat(shown.request().flatMap(Paper::text)).contains("Is my lease sound?");
    assertThat(terms.areOf(offer(100_000))).isTrue();
    assertThat(terms.areOf(offer(100_001))).isFalse();
    assertThat(shown.allowed())
        .containsExactlyInAnyOrder(Command.Name.AGREE, Command.Name.DECLINE, Command.Name.CANCEL);
    assertThat(office.consultations.show(office.in("lev"), id).allowed())
        .containsExactlyInAnyOrder(Command.Name.REVISE, Command.Name.DECLINE);
    assertThat(office.consultations.show(office.in("irina"), id).allowed()).isEmpty();
  }

  @Test
  void whatIsRefusedChangesNothing() {
    ConsultationId id = office.disputed(100_000);
    office.advance(Duration.ofMinutes(1));
    Consultation before = office.store.find(id).orElseThrow();
    for (Command command : Cases.commands(before.stage())) {
      for (String person : List.of("vera", "lev", "irina")) {
        boolean allowed =
            office.consultations.show(office.in(person), id).allowed().contains(command.name());
        if (!allowed) {
          assertThat(
                  org.assertj.core.api.Assertions.catchThrowable(
                      () -> office.does(person, id, command)))
              .as(person + " " + command)
              .isInstanceOf(dev.parley.core.failure.Refused.class);
        }
      }
    }
    assertThat(office.store.find(id)).contains(before);
    assertThat(office.held(id)).isEqualTo(100_000);
  }

  @Test
  void anArbiterWhoIsPartyDoesNotJudge() {
    office.does("vera", office.closed(100_000), new Command.Claim("poor", List.of()));
    office.advance(Duration.ofMinutes(1));
    var dialog =
        new Conversations(office.ports.conversations())
            .open(office.in("vera"), new Opening.ByClient(new Counterpart.Specialist("nina")))
            .conversation()
            .conversation()
            .id();
    ConsultationId own =
        office
            .consultations
            .request(office.in("vera"), dialog, "nina", Office.wish(), Optional.empty())
            .consultation();
    office.credit("vera", 100_000);
    office.does("nina", own, new Command.Propose(offer(100_000)));
    office.does("vera", own, new Command.Agree(1));
    office.does("vera", own, new Command.Pay());
    office.does("nina", own, new Command.Close(Optional.empty()));
    office.does("vera", own, new Command.Claim("poor", List.of()));

    assertThat(office.consultations.claims(office.in("irina"), Optional.empty(), 10).shown())
        .hasSize(2);
    assertThat(office.consultations.claims(office.in("nina"), Optional.empty(), 10).shown())
        .extracting(it -> it.consultation().parties().specialist())
        .containsExactly("lev");
    assertRefused(
        Code.WRONG_STAGE, () -> office.does("nina", own, new Command.Resolve(rub(0), "mine")));
    assertRefused(
        Code.NOT_ALLOWED,
        () -> office.consultations.claims(office.in("lev"), Optional.empty(), 10).shown());
  }

  @Test
  void claimsAreListedTheOldestFirst() {
    ConsultationId first = office.closed(100_000);
    office.advance(Duration.ofMinutes(1));
    ConsultationId second = office.disputed(50_000);
    office.advance(Duration.ofMinutes(1));
    office.does("vera", first, new Command.Claim("poor", List.of()));
    office.advance(Duration.ofMinutes(1));
    ConsultationId third = office.disputed(20_000);
    assertThat(office.consultations.claims(office.in("irina"), Optional.empty(), 10).shown())
        .extracting(it -> it.consultation().id())
        .containsExactly(second, first, third);
    Consultations.Page<Claimed> page =
        office.consultations.claims(office.in("irina"), Optional.empty(), 1);
    assertThat(page.next()).map(Claimed::consultation).contains(second);
    page = office.consultations.claims(office.in("irina"), page.next(), 2);
    assertThat(page.shown()).extracting(it -> it.consultation().id()).containsExactly(first, third);
    assertThat(page.next()).isEmpty();
    office.does("irina", second, new Command.Resolve(rub(0), "no"));
    assertThat(office.consultations.claims(office.in("irina"), Optional.empty(), 10).shown())
        .extracting(it -> it.consultation().id())
        .containsExactly(first, third);
  }

  @Test
  void aClaimShowsFilesOfTheClient() {
    long theirs = file("vera", Side.CLIENT);
    long others = file("lev", Side.STAFF);
    say("vera");
    ConsultationId id = office.closed(100_000);
    for (long wrong : List.of(others, theirs + 2, 1L, 10_000L)) {
      assertRefused(
          Code.INVALID_FIELD,
          () -> office.does("vera", id, new Command.Claim("poor", List.of(theirs, wrong))));
    }
    office.does("vera", id, new Command.Claim("poor", List.of(theirs)));
    assertThat(office.progress(id).getLast().files()).containsExactly(theirs);
    assertThat(office.progress(id).getLast().note()).contains("poor");
  }

  private long file(String person, Side side) {
    Chronicle chronicle = new Chronicle(office.ports.conversations());
    Attachment file = new Attachment("file", "lease.pdf", "application/pdf", 1_000, "sum");
    Commit.Append append =
        chronicle.next(
            chronicle.head(office.dialog),
            person,
            side,
            new Content.File(file, Optional.empty()),
            office.now.get());
    assertThat(office.log.commit(new Commit(List.of(append)))).isTrue();
    return append.entry().seq();
  }

  @Test
  void onesOwnListHoldsWhatIsLiveAsTimeHasMadeIt() {
    ConsultationId lapses = office.request("a");
    ConsultationId open = office.open(100_000);
    office.does("vera", office.request("b"), new Command.Cancel(Optional.empty()));
    assertThat(ids("vera")).containsExactlyInAnyOrder(lapses, open);
    assertThat(ids("lev")).containsExactlyInAnyOrder(lapses, open);
    office.advance(Duration.ofDays(7));
    assertThat(ids("vera")).containsExactly(open);
    assertThat(office.stage(lapses)).isInstanceOf(Stage.Expired.class);
    assertThat(
            office
                .consultations
                .live(office.in("vera"), Optional.empty(), 10)
                .shown()
                .getFirst()
                .allowed())
        .containsExactly(Command.Name.CANCEL);
  }

  private List<ConsultationId> ids(String person) {
    return office.consultations.live(office.in(person), Optional.empty(), 10).shown().stream()
        .map(it -> it.consultation().id())
        .toList();
  }

  @Test
  void moneyIsPartedInTheCurrencyThatWasPaidInWhateverTheWorkspaceUsesByNow() {
    ConsultationId id = office.closed(100_000);
    office.advance(Duration.ofMinutes(1));
    ConsultationId other = office.closed(50_000);
    office.currency(java.util.Currency.getInstance("EUR"));
    office.does("vera", id, new Command.Accept());
    office.advance(Duration.ofDays(3));
    office.wake(other);
    assertThat(office.earnings("lev")).isEqualTo(135_000);
  }
}
