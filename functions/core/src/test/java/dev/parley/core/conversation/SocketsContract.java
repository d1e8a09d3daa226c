package dev.parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.conversation.Rooms.Joining;
import dev.parley.core.conversation.Rooms.Watcher;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How every keeper of rooms knows the sockets of a person and those that follow a channel. */
public abstract class SocketsContract {
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

  private final String workspace = "w" + UUID.randomUUID().toString().substring(0, 8);
  private final ConversationId conversation = ConversationId.random(workspace, new SecureRandom());
  private final InboxOwner.OfChannel moscow = new InboxOwner.OfChannel(workspace, "moscow");
  private final InboxOwner.OfChannel kazan = new InboxOwner.OfChannel(workspace, "kazan");
  private final Session phone = session("anna", 0);
  private final Session laptop = session("anna", 3);
  private final Session boris = session("boris", 0);

  protected abstract Rooms rooms();

  private List<Session> sockets(String person) {
    return rooms().sockets(workspace, person).stream().map(Rooms.Socket::session).toList();
  }

  @Test
  public void aPersonsSocketsAreThoseThatAreOpen() {
    assertThat(rooms().sockets(workspace, "anna")).isEmpty();
    open(phone);
    open(laptop);
    open(boris);
    open(new Session(workspace + "x", "anna", 0, UUID.randomUUID() + "="));
    assertThat(sockets("anna")).containsExactlyInAnyOrder(phone, laptop);
    assertThat(sockets("boris")).containsExactly(boris);
    assertThat(rooms().socketsOf(new InboxOwner.Person(workspace, "anna")))
        .containsExactlyInAnyOrder(phone.connection(), laptop.connection());

    rooms().forget(phone);
    assertThat(sockets("anna")).containsExactly(laptop);
  }

  @Test
  public void aSocketTellsWhatItWatches() {
    open(phone);
    open(laptop);
    join(phone, conversation);
    join(phone, moscow);
    join(phone, conversation);
    assertThat(watchedBy(phone)).containsExactlyInAnyOrder(conversation.name(), moscow.name());
    assertThat(watchedBy(laptop)).isEmpty();
    rooms().leave(phone, moscow);
    rooms().leave(laptop, conversation);
    assertThat(watchedBy(phone)).containsExactly(conversation.name());
    rooms().leave(phone, conversation);
    assertThat(watchedBy(phone)).isEmpty();
    join(phone, conversation);
    assertThat(watchedBy(phone)).containsExactly(conversation.name());
  }

  private Set<String> watchedBy(Session session) {
    return rooms().sockets(workspace, session.person()).stream()
        .filter(socket -> socket.session().equals(session))
        .findFirst()
        .orElseThrow()
        .watches();
  }

  @Test
  public void manySocketsOfOnePersonAreAllFound() {
    for (int n = 0; n < 23; n++) {
      open(session("anna", n));
    }
    assertThat(rooms().sockets(workspace, "anna")).hasSize(23).doesNotHaveDuplicates();
  }

  @Test
  public void whatASocketWatchesIsNoSocketOfItsPerson() {
    open(phone);
    join(phone, conversation);
    join(phone, moscow);
    assertThat(sockets("anna")).containsExactly(phone);
    rooms().leave(phone, moscow);
    rooms().evict(conversation, phone.connection());
    assertThat(sockets("anna")).containsExactly(phone);
  }

  @Test
  public void aChannelIsARoomOfItsOwn() {
    open(phone);
    open(boris);
    assertThat(join(phone, moscow)).isEqualTo(Joining.JOINED);
    assertThat(join(boris, kazan)).isEqualTo(Joining.JOINED);
    assertThat(rooms().watchers(moscow))
        .containsExactly(new Watcher(phone.connection(), "anna", Side.STAFF));
    assertThat(rooms().socketsOf(moscow)).containsExactly(phone.connection());
    assertThat(rooms().sideOf(phone, moscow)).contains(Side.STAFF);
    assertThat(rooms().sideOf(phone, kazan)).isEmpty();
    assertThat(rooms().watchers(new InboxOwner.OfChannel(workspace + "x", "moscow"))).isEmpty();
    assertThat(rooms().watchers(new ConversationId(workspace, "moscow"))).isEmpty();
  }

  @Test
  public void aChannelIsLeftLikeAConversation() {
    for (Session session : new Session[] {phone, laptop, boris}) {
      open(session);
      join(session, moscow);
      join(session, conversation);
    }
    rooms().leave(phone, moscow);
    rooms().evict(moscow, laptop.connection());
    rooms().forget(boris);
    assertThat(rooms().watchers(moscow)).isEmpty();
    assertThat(rooms().watchers(conversation))
        .containsExactlyInAnyOrder(
            new Watcher(phone.connection(), "anna", Side.STAFF),
            new Watcher(laptop.connection(), "anna", Side.STAFF));
    assertThat(join(boris, moscow)).isEqualTo(Joining.CLOSED);
  }

  @Test
  public void channelsCountAmongTheRoomsOfASocket() {
    open(phone);
    assertThat(rooms().join(phone, moscow, Side.STAFF, 1, LATER)).isEqualTo(Joining.JOINED);
    assertThat(rooms().join(phone, conversation, Side.STAFF, 1, LATER)).isEqualTo(Joining.FULL);
    assertThat(rooms().join(phone, moscow, Side.STAFF, 1, LATER)).isEqualTo(Joining.JOINED);
    rooms().leave(phone, moscow);
    assertThat(rooms().join(phone, conversation, Side.STAFF, 1, LATER)).isEqualTo(Joining.JOINED);
  }

  @Test
  public void aSocketThatIsShutWatchesNothingAndIsKnownUntilItIsForgotten() {
    open(phone);
    open(laptop);
    for (Session session : new Session[] {phone, laptop}) {
      join(session, conversation);
      join(session, moscow);
    }
    assertThat(rooms().sockets(workspace, "anna")).noneMatch(Rooms.Socket::shut);
    rooms().shut(phone);
    rooms().shut(phone);
    assertThat(rooms().socketsOf(new InboxOwner.Person(workspace, "anna")))
        .containsExactly(laptop.connection());
    Watcher other = new Watcher(laptop.connection(), "anna", Side.STAFF);
    assertThat(rooms().watchers(conversation)).containsExactly(other);
    assertThat(rooms().watchers(moscow)).containsExactly(other);
    assertThat(rooms().sideOf(phone, conversation)).isEmpty();
    assertThat(join(phone, conversation)).isEqualTo(Joining.CLOSED);
    assertThat(join(phone, kazan)).isEqualTo(Joining.CLOSED);
    assertThat(rooms().watchers(kazan)).isEmpty();
    assertThat(sockets("anna")).containsExactlyInAnyOrder(phone, laptop);

    rooms().forget(phone);
    assertThat(sockets("anna")).containsExactly(laptop);
  }

  @Test
  public void whatIsNotOpenIsNotShutAndNotMadeByIt() {
    rooms().shut(phone);
    assertThat(rooms().sockets(workspace, "anna")).isEmpty();
    open(phone);
    rooms().forget(phone);
    rooms().shut(phone);
    assertThat(rooms().sockets(workspace, "anna")).isEmpty();
    assertThat(join(phone, conversation)).isEqualTo(Joining.CLOSED);
  }

  /** However they interleave, a socket that is shut in the end watches nothing. */
  @Test
  public void joiningAndShuttingAtOnceLeavesNothingBehind() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 50; n++) {
        open(phone);
        Future<?> joining = threads.submit(() -> join(phone, conversation));
        Future<?> shutting = threads.submit(() -> rooms().shut(phone));
        joining.get();
        shutting.get();
        assertThat(rooms().watchers(conversation)).isEmpty();
        assertThat(join(phone, conversation)).isEqualTo(Joining.CLOSED);
      }
    }
  }

  private Session session(String person, long epoch) {
    return new Session(workspace, person, epoch, UUID.randomUUID() + "=");
  }

  private void open(Session session) {
    rooms().register(session, LATER);
  }

  private Joining join(Session session, Room room) {
    return rooms().join(session, room, Side.STAFF, Limits.ROOMS_PER_SOCKET, LATER);
  }
}
