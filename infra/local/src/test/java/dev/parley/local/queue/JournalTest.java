package dev.parley.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.sample.ClassPath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticmq.actor.queue.InternalMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file of the queues holds when something goes wrong with it. */
class JournalTest {
  private static final int MEBIBYTE = 1 << 20;
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("queues.jsonl");
  }

  private static StoredMessage stored(String id, String body, String... receipts) {
    return new StoredMessage(
        id,
        body,
        Map.of(),
        0,
        "2026-01-01T00:00:00Z",
        0,
        null,
        0,
        List.of(receipts),
        false,
        null,
        null,
        null,
        null,
        null);
  }

  private static InternalMessage message(String id, String body, String... receipts) {
    return stored(id, body, receipts).toElastic();
  }

  private Stock open() {
    return Stock.open(new LocalClock(), Optional.of(file()));
  }

  private List<String> kept(String queue) {
    try (Stock stock = open()) {
      return stock.of(queue).stream().map(InternalMessage::id).toList();
    }
  }

  @Test
  void aLineTornWithinACharacterIsForgotten() throws IOException {
    try (Stock stock = open()) {
      stock.put("work", message("a", "whole"));
      stock.put("work", message("b", "é".repeat(100)));
    }
    try (var torn = new RandomAccessFile(file().toFile(), "rw")) {
      String text = Files.readString(file());
      String before = text.substring(0, text.indexOf('é') + 3);
      torn.setLength(before.getBytes(StandardCharsets.UTF_8).length - 1L);
    }
    assertThat(kept("work")).containsExactly("a");
  }

  @Test
  void whatComesAfterAFileCouldNotBeBegunAnewIsInTheOldOne() throws IOException {
    List<String> read = new ArrayList<>();
    try (Journal journal = Journal.open(file(), _ -> {})) {
      journal.rewrite(List.of(Journal.Entry.put("work", stored("a", "x"))));
      Path inTheWay = Files.createDirectory(folder.resolve("queues.jsonl.new"));
      assertThatThrownBy(() -> journal.rewrite(List.of())).isInstanceOf(UncheckedIOException.class);
      journal.write(Journal.Entry.put("work", stored("b", "x")));
      Files.deleteIfExists(inTheWay);
      Journal.open(file(), it -> read.add(it.put().id())).close();
    }
    assertThat(read).containsExactly("a", "b");
  }

  @Test
  void anEntryThatFoundNoRoomSpoilsNoOther() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // A file of at most 64 KiB takes the place of a disk that is full.
    ProcessBuilder limited =
        new ProcessBuilder(
            "/bin/sh",
            "-c",
            "ulimit -f 128; exec \"$@\"",
            "sh",
            java,
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            ClassPath.text(),
            Full.class.getName(),
            file().toString());
    assertThat(limited.inheritIO().start().waitFor()).isZero();
    List<String> read = new ArrayList<>();
    Journal.open(file(), it -> read.add(it.put().id())).close();
    assertThat(read).containsExactly("before", "after", "last");
  }

  /** Writes to a file that has little room. */
  static final class Full {
    private Full() {}

    public static void main(String[] arguments) {
      try (Journal journal = Journal.open(Path.of(List.of(arguments).getFirst()), _ -> {})) {
        journal.rewrite(List.of(Journal.Entry.put("work", stored("before", "x"))));
        assertThatThrownBy(
                () -> journal.write(Journal.Entry.put("work", stored("a", "x".repeat(MEBIBYTE)))))
            .isInstanceOf(UncheckedIOException.class);
        journal.write(Journal.Entry.put("work", stored("after", "x")));
        journal.write(Journal.Entry.put("work", stored("last", "x")));
      }
    }
  }

  @Test
  void aMessageBetweenTwoQueuesSurvivesThatTheFileIsBegunAnew() throws IOException {
    try (Stock stock = open()) {
      stock.put("work", message("moving", "x"));
      stock.left("work", "moving");
      InternalMessage large = message("large", "x".repeat(MEBIBYTE));
      long longest = 0;
      while (Files.size(file()) >= longest) {
        longest = Files.size(file());
        stock.put("other", large);
      }
    }
    assertThat(kept("work")).containsExactly("moving");
  }

  @Test
  void aVainDeletionDoesNotMakeAMoveADeletion() {
    try (Stock stock = open()) {
      stock.put("work", message("moving", "x", "moving#1", "moving#2"));
      stock.deleting("work", "moving", "moving#1");
      stock.left("work", "moving");
    }
    assertThat(kept("work")).containsExactly("moving");
  }
}
