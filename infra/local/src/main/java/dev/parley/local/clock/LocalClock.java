package dev.parley.local.clock;

import dev.parley.local.file.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The one clock of the local cloud: real time, which can be moved forward and never back. */
public final class LocalClock implements InstantSource {
  /** How far one move may go: what lies further is a slip of the keyboard. */
  public static final Duration FURTHEST_MOVE = Duration.ofDays(366 * 10);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Optional<Path> kept;
  private final boolean movable;
  private volatile Duration ahead;

  public LocalClock() {
    this(true, Optional.empty(), Duration.ZERO);
  }

  private LocalClock(boolean movable, Optional<Path> kept, Duration ahead) {
    this.movable = movable;
    this.kept = kept;
    this.ahead = ahead;
  }

  /**
   * A clock that cannot be moved, since processes of their own would not follow. Throws {@link
   * IllegalStateException} when a clock that went before it is ahead of the system's: what is kept
   * from then has not happened yet.
   *
   * @param file of the clock before, if anything is kept
   */
  public static LocalClock ofTheSystem(Optional<Path> file) {
    Duration ahead = file.map(LocalClock::readAhead).orElse(Duration.ZERO);
    if (ahead.isPositive()) {
      throw new IllegalStateException(
          "%s says that the clock was moved %s ahead, which isolated functions cannot follow:"
                  .formatted(file.orElseThrow(), ahead)
              + " take another data folder");
    }
    return new LocalClock(false, Optional.empty(), Duration.ZERO);
  }

  /**
   * A clock that goes on where the one before it stood, as far ahead of real time as the file says.
   */
  public static LocalClock keptIn(Path file) {
    return new LocalClock(true, Optional.of(file), readAhead(file));
  }

  private static Duration readAhead(Path file) {
    try {
      return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
    } catch (IOException e) {
      throw new UncheckedIOException("the clock's file " + file + " cannot be read: " + e, e);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException("the clock's file " + file + " holds no duration", e);
    }
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  /** How far it is ahead of real time. */
  public Duration ahead() {
    return ahead;
  }

  public boolean movable() {
    return movable;
  }

  /**
   * Moves the clock forward and tells everybody who listens. Throws {@link
   * IllegalArgumentException} for a negative duration or one above {@link #FURTHEST_MOVE}, and
   * {@link IllegalStateException} where functions are isolated.
   */
  public void advance(Duration by) {
    if (!movable) {
      throw new IllegalStateException(
          "the clock cannot be moved: isolated functions read the system's time and would not"
              + " follow");
    }
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock only moves forward, not by " + by);
    }
    if (by.compareTo(FURTHEST_MOVE) > 0) {
      throw new IllegalArgumentException("one move goes at most " + FURTHEST_MOVE + ", not " + by);
    }
    move(by);
    listeners.forEach(Runnable::run);
  }

  private synchronized void move(Duration by) {
    Duration moved = ahead.plus(by);
    // Written first: what has happened at a later time must not come back to an earlier one.
    kept.ifPresent(file -> write(file, moved));
    ahead = moved;
  }

  private static void write(Path file, Duration ahead) {
    try {
      Durable.replace(file, ahead.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("the clock's file " + file + " cannot be written: " + e, e);
    }
  }

  /** Runs after each move, on the mover's thread: it must be quick, and wake others. */
  public Listening onAdvance(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Ends the listening when closed. */
  @FunctionalInterface
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
