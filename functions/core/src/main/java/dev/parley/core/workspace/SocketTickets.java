package dev.parley.core.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Issues and redeems the tickets with which sockets are opened: browsers cannot send a header when
 * they open one, and a long-lived token must never stand in a URL.
 */
public final class SocketTickets {
  /** How long a ticket may wait for its use. */
  public static final Duration LIFE = Duration.ofSeconds(30);

  /** How many one person gets in a minute. */
  public static final int PER_MINUTE = 10;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int SECRET_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Tickets tickets;
  private final Quota quota;
  private final InstantSource clock;
  private final RandomGenerator random;

  public SocketTickets(Tickets tickets, Quota quota, InstantSource clock, RandomGenerator random) {
    this.tickets = tickets;
    this.quota = quota;
    this.clock = clock;
    this.random = random;
  }

  /** A ticket as its owner gets it: the only time the secret is seen. */
  public record Issued(String secret, Instant expiresAt) {}

  /** Issues a ticket for one socket of this person, so many in a minute and no more. */
  public Issued issue(Workspace workspace, Member member) {
    Instant now = clock.instant();
    String what = Quota.key(workspace.id(), "tickets", member.person());
    quota.require(what, PER_MINUTE, MINUTE, now);
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = BASE64.encodeToString(bytes);
    Instant expiresAt = now.plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
    tickets.save(
        hash(secret),
        new Ticket(
            workspace.id(), member.person(), member.epoch(), workspace.origins(), expiresAt));
    return new Issued(secret, expiresAt);
  }

  /** Redeems a ticket for a connection; empty when it opens nothing. */
  public Optional<Ticket> redeem(String secret, String connection, Optional<String> origin) {
    return tickets.redeem(hash(secret), connection, origin, clock.instant());
  }

  private static String hash(String secret) {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
