package dev.parley.core.conversation;

import java.time.Duration;

/** Every limit of conversations, each named once. */
public final class Limits {
  /** Longest text of a message, in bytes of UTF-8. */
  public static final int TEXT_BYTES = 16_384;

  /** Highest number an entry can bear: what ten digits of a key hold. */
  public static final long SEQ = 9_999_999_999L;

  /** How many of the newest entries are read to decide an append. */
  public static final int TAIL_ENTRIES = 500;

  /**
   * How many missing entries are sent to a returning watcher; beyond it the watcher starts anew.
   */
  public static final int RESUME_ENTRIES = 1_000;

  /** Most entries in one page. */
  public static final int PAGE_ENTRIES = 500;

  /** Size of one page of entries as JSON, in bytes. */
  public static final int PAGE_BYTES = 100_000;

  /** Most conversations in one list. */
  public static final int INBOX_ROWS = 200;

  /** How many rows of an inbox are read in one go to find those wanted. */
  public static final int INBOX_ROWS_READ = 5_000;

  /** Most conversations one socket can watch. */
  public static final int ROOMS_PER_SOCKET = 50;

  /** How soon a socket can tell again that its person is typing in the same conversation. */
  public static final Duration TYPING_PAUSE = Duration.ofSeconds(5);

  /**
   * How often a person may write in one conversation in the long run: five times a second; and how
   * often in one go.
   */
  public static final Duration SEND_INTERVAL = Duration.ofMillis(200);

  public static final int SEND_BURST = 20;

  /** How long after writing a text its author can give it another wording. */
  public static final Duration EDIT_WINDOW = Duration.ofHours(24);

  /** Longest time for which a client can be restricted. */
  public static final Duration RESTRICTION = Duration.ofDays(366);

  /** Longest note of a restriction, in characters. */
  public static final int NOTE_CHARACTERS = 500;

  /** How many entries of a person one call erases at most. */
  public static final int ERASED_AT_ONCE = 1_000;

  /** How many pages of logs one call reads for that and how many files it erases, in sum. */
  public static final int ERASING_STEPS = 200;

  /** How long a file may be uploaded and sent after it was announced. */
  public static final Duration UPLOAD = Duration.ofMinutes(15);

  /** How long a file can be downloaded by a link. */
  public static final Duration FILE_LINK = Duration.ofMinutes(5);

  /** How much of the newest text a list shows, in characters. */
  public static final int PREVIEW_CHARACTERS = 100;

  /**
   * How often a person may try to write what can only be looked for further back than the tail
   * goes: that may read a whole log.
   */
  public static final int SEARCHES = 20;

  public static final Duration SEARCHES_WITHIN = Duration.ofMinutes(1);

  /**
   * How far a sync reaches back behind its cursor: over clocks that differ and writes under way.
   */
  public static final Duration SYNC_OVERLAP = Duration.ofSeconds(10);

  /** How long the gateway may take to open a socket that is registered already. */
  public static final Duration HANDSHAKE = Duration.ofSeconds(30);

  /** How long the traces of a socket are kept: its longest life of two hours, and ten minutes. */
  public static final Duration SOCKET_TRACE = Duration.ofMinutes(130);

  private Limits() {}
}
