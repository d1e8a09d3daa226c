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

  private static final int SECRET_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Tickets tickets;
  private final InstantSource clock;
  private final RandomGenerator random;

  public SocketTickets(Tickets tickets, InstantSource clock, RandomGenerator random) {
    this.tickets = tickets;
    this.clock = clock;
    this.random = random;
  }

  /** A ticket as its owner gets it: the only time the secret is seen. */
  public record Issued(String secret, Instant expiresAt) {}

  /** Issues a ticket for one socket of this person. */
  public Issued issue(Workspace workspace, Member member) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = BASE64.encodeToString(bytes);
    Instant expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
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
