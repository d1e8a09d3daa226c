package dev.parley.core.simulation;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Command;
import dev.parley.core.conversation.Frame;
import dev.parley.core.conversation.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sockets between devices and functions, over a network that loses, doubles and reorders. */
final class Gateway implements Audience {
  private static final long MEAN_WAIT = 30_000;
  private static final long HANDSHAKE = 10_000;
  private static final long LATE = 2_000_000;
  private static final int LIFE_MINUTES = 120;
  private static final int EACH_FAULT = 70;

  private final Cloud cloud;
  private final Map<String, Socket> sockets = new LinkedHashMap<>();
  private long opened;

  private enum State {
    CONNECTING,
    OPEN,
    CLOSED
  }

  /** One connection of a device. */
  final class Socket {
    private final Session session;
    private final Device device;
    private State state = State.CONNECTING;

    private Socket(Session session, Device device) {
      this.session = session;
      this.device = device;
    }

    Session session() {
      return session;
    }

    boolean isOpen() {
      return state == State.OPEN;
    }

    /** What the device sends arrives some time, if at all. */
    void send(Command command) {
      travel(
          "frame to Parley",
          () -> {
            if (state == State.OPEN) {
              cloud.frame(session, command);
            }
          });
    }

    /** Ends at this instant, whoever ended it. */
    void cut() {
      if (state == State.OPEN) {
        state = State.CLOSED;
        cloud.clockwork.in(0, () -> device.closed(this));
        disconnected();
      }
    }

    private void disconnected() {
      if (!cloud.isCalm() && cloud.chance.perMille(300)) {
        cloud.tally.count("fault no disconnect");
        return;
      }
      cloud.clockwork.in(
          cloud.chance.about(MEAN_WAIT),
          () -> {
            cloud.tally.count("command disconnect");
            cloud.run(function -> function.socket().closed(session), _ -> {});
          });
    }
  }

  Gateway(Cloud cloud) {
    this.cloud = cloud;
  }

  /** Opens a socket with a ticket of now; the device is told when it is open or refused. */
  void open(Device device, String workspace, String person, long epoch) {
    Session session = new Session(workspace, person, epoch, "c" + ++opened + "=");
    Socket socket = new Socket(session, device);
    sockets.put(session.connection(), socket);
    cloud.tally.count("command connect");
    boolean[] accepted = new boolean[1];
    cloud.clockwork.in(
        cloud.chance.about(MEAN_WAIT),
        () ->
            cloud.run(
                function -> accepted[0] = function.socket().opened(session),
                well ->
                    cloud.clockwork.in(
                        cloud.chance.about(HANDSHAKE),
                        () -> established(socket, well && accepted[0]))));
  }

  private void established(Socket socket, boolean accepted) {
    socket.state = accepted ? State.OPEN : State.CLOSED;
    cloud.tally.count(accepted ? "socket opened" : "socket refused");
    socket.device.opened(socket, accepted);
    if (accepted && !cloud.isCalm()) {
      cloud.clockwork.in(Duration.ofMinutes(LIFE_MINUTES), () -> endOfLife(socket));
    }
  }

  private void endOfLife(Socket socket) {
    if (!cloud.isCalm()) {
      socket.cut();
    }
  }

  @Override
  public Delivered deliver(List<Delivery> deliveries) {
    Set<String> gone = new LinkedHashSet<>();
    Set<String> missed = new LinkedHashSet<>();
    for (Delivery delivery : deliveries) {
      Socket socket = sockets.get(delivery.connection());
      if (!socket.isOpen()) {
        cloud.tally.count("fault gone");
        gone.add(delivery.connection());
      } else if (!missed.contains(delivery.connection())) {
        boolean sent = travel("frame to device", () -> arrive(socket, delivery.frame()));
        if (!sent && cloud.chance.oneIn(2)) {
          missed.add(delivery.connection());
        }
      }
    }
    return new Delivered(gone, missed);
  }

  private static void arrive(Socket socket, Frame frame) {
    if (socket.isOpen()) {
      socket.device.told(socket, frame);
    }
  }

  /** A socket that is not open yet cannot be closed: the gateway does not know it. */
  @Override
  public Set<String> close(List<String> connections) {
    Set<String> gone = new LinkedHashSet<>();
    for (String connection : connections) {
      Socket socket = sockets.get(connection);
      if (socket.isOpen()) {
        cloud.tally.count("socket closed by Parley");
        socket.cut();
      } else {
        gone.add(connection);
      }
    }
    return gone;
  }

  /**
   * @return whether it will arrive
   */
  private boolean travel(String what, Runnable arrival) {
    long wait = cloud.chance.about(MEAN_WAIT);
    if (cloud.isCalm()) {
      cloud.clockwork.in(wait, arrival);
      return true;
    }
    int drawn = cloud.chance.below(1_000);
    if (drawn < EACH_FAULT) {
      cloud.tally.count("fault lost " + what);
      return false;
    }
    if (drawn < 2 * EACH_FAULT) {
      cloud.tally.count("fault doubled " + what);
      cloud.clockwork.in(cloud.chance.about(LATE), arrival);
    } else if (drawn < 3 * EACH_FAULT) {
      cloud.tally.count("fault late " + what);
      wait = cloud.chance.about(LATE);
    }
    cloud.clockwork.in(wait, arrival);
    return true;
  }

  /** Ends every socket that there is. */
  void cutAll() {
    List.copyOf(sockets.values()).forEach(Socket::cut);
  }
}
