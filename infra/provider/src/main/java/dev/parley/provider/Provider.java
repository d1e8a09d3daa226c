package dev.parley.provider;

import dev.parley.provider.account.Account;
import dev.parley.provider.account.Ids;
import dev.parley.provider.account.Limits;
import dev.parley.provider.clock.Agenda;
import dev.parley.provider.clock.FollowedClock;
import dev.parley.provider.http.Interfaces;
import dev.parley.provider.http.Listener;
import dev.parley.provider.webhook.Webhooks;
import dev.parley.provider.wire.Shapes;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A sandbox provider of payments that serves on this machine until it is closed. */
public final class Provider implements AutoCloseable {
  private final Listener listener;
  private final FollowedClock clock = new FollowedClock(InstantSource.system());
  private final Agenda later = new Agenda(clock, Limits.LATER);
  private final Webhooks webhooks;

  private Provider(Listener listener, String key, Consumer<String> log) {
    this.listener = listener;
    Ids ids = new Ids(new SecureRandom());
    Shapes shapes = new Shapes(listener.address());
    this.webhooks = new Webhooks(ids, clock, shapes::of, log);
    Account account = new Account(ids, clock, webhooks);
    listener.serve(new Interfaces(key, account, clock, later, webhooks, shapes, log));
  }

  /** As {@link #start(int, String, Consumer)}, without a log. */
  public static Provider start(int port, String key) {
    return start(port, key, _ -> {});
  }

  /**
   * Throws {@link IllegalStateException} when the port is taken.
   *
   * @param port 0 for a free one
   * @param key that merchants must show
   * @param log hears, by line, of webhooks that are not taken and of defects
   */
  public static Provider start(int port, String key, Consumer<String> log) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("a provider needs a key");
    }
    return new Provider(Listener.open(port), key, log);
  }

  /** Where it serves, such as {@code http://127.0.0.1:40123}. */
  public URI address() {
    return listener.address();
  }

  @Override
  public void close() {
    listener.close();
    later.close();
    webhooks.close();
    clock.close();
  }
}
