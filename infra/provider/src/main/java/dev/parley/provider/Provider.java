package dev.parley.provider;

import dev.parley.provider.account.Account;
import dev.parley.provider.account.Change;
import dev.parley.provider.account.Ids;
import dev.parley.provider.account.Journal;
import dev.parley.provider.account.Limits;
import dev.parley.provider.clock.Agenda;
import dev.parley.provider.clock.FollowedClock;
import dev.parley.provider.http.Interfaces;
import dev.parley.provider.http.Listener;
import dev.parley.provider.journal.JournalFile;
import dev.parley.provider.webhook.Webhooks;
import dev.parley.provider.wire.Shapes;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A sandbox provider of payments that serves on this machine until it is closed. */
public final class Provider implements AutoCloseable {
  private final Listener listener;
  private final FollowedClock clock = new FollowedClock(InstantSource.system());
  private final Agenda later = new Agenda(clock, Limits.LATER);
  private final Webhooks webhooks;

  private final Optional<JournalFile> journal;

  private Provider(Listener listener, String key, Optional<Path> data, Consumer<String> log) {
    this.listener = listener;
    List<Change> kept = new ArrayList<>();
    this.journal = data.map(folder -> JournalFile.open(folder, kept::add));
    Ids ids = new Ids(new SecureRandom());
    Shapes shapes = new Shapes(listener.address());
    this.webhooks = new Webhooks(ids, clock, shapes::of, log);
    Account account =
        new Account(ids, clock, webhooks, journal.<Journal>map(it -> it).orElse(Journal.NONE));
    kept.forEach(account::restore);
    account.balances();
    listener.serve(new Interfaces(key, account, clock, later, webhooks, shapes, log));
  }

  /** As {@link #start(int, String, Optional, Consumer)}, in memory and without a log. */
  public static Provider start(int port, String key) {
    return start(port, key, Optional.empty(), _ -> {});
  }

  /**
   * Throws {@link IllegalStateException} when the port or the folder is taken.
   *
   * @param port 0 for a free one
   * @param key that merchants must show
   * @param data where what it knows is kept for the next start; without it, only in memory
   * @param log hears, by line, of webhooks that are not taken and of defects
   */
  public static Provider start(int port, String key, Optional<Path> data, Consumer<String> log) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("a provider needs a key");
    }
    Listener listener = Listener.open(port);
    try {
      return new Provider(listener, key, data, log);
    } catch (RuntimeException e) {
      listener.close();
      throw e;
    }
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
    journal.ifPresent(JournalFile::close);
  }
}
