package dev.parley.local.queue;

import static dev.parley.local.queue.QueueFixture.fifo;
import static dev.parley.local.queue.QueueFixture.standard;
import static dev.parley.local.queue.QueueFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import dev.parley.local.sample.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class KilledQueuesTest {
  private static final int SENDERS = 4;
  @TempDir Path folder;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> deleting = ConcurrentHashMap.newKeySet();

  @Test
  @Conforms("sqs-kill")
  void whatWasAcknowledgedIsThereAfterTheProcessWasKilledWhileMessagesWereSent() throws Exception {
    List<String> inOrder = new ArrayList<>();
    Process process = start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        SqsClient sqs = QueueFixture.client(URI.create(output.readLine()))) {
      List<Thread> threads =
          IntStream.range(0, SENDERS)
              .mapToObj(i -> Thread.ofVirtual().start(() -> send(sqs, i)))
              .toList();
      Thread order = Thread.ofVirtual().start(() -> sendInOrder(sqs, inOrder));
      Thread receiver = Thread.ofVirtual().start(() -> receive(sqs));
      until(() -> acknowledged.size() > 400 && deleting.size() > 20);
      process.destroyForcibly().waitFor();
      for (Thread thread : threads) {
        thread.join();
      }
      order.join();
      receiver.join();
    } finally {
      process.destroyForcibly();
    }
    Set<String> found = new HashSet<>();
    try (var it = new QueueFixture(Optional.of(folder), standard("work"), fifo("line.fifo"))) {
      // What was being received is visible again after its time.
      it.clock.advance(Duration.ofMinutes(1));
      all(it, "work").forEach(message -> found.add(message.body()));
      assertThat(all(it, "line.fifo").stream().map(Message::body).toList())
          .startsWith(inOrder.toArray(String[]::new));
    }
    acknowledged.removeAll(deleting);
    assertThat(acknowledged).hasSizeGreaterThan(300);
    assertThat(found).containsAll(acknowledged);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            ClassPath.text(),
            QueueChild.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void send(SqsClient sqs, int sender) {
    try {
      for (int i = 0; ; i++) {
        String body = sender + "-" + i;
        sqs.sendMessage(it -> it.queueUrl(url("work")).messageBody(body));
        acknowledged.add(body);
      }
    } catch (SdkException e) {
      // Killed: this one was not acknowledged.
      assertThat(acknowledged).isNotEmpty();
    }
  }

  private static void sendInOrder(SqsClient sqs, List<String> acknowledged) {
    try {
      for (int i = 0; ; i++) {
        String body = "n" + i;
        sqs.sendMessage(it -> it.queueUrl(url("line.fifo")).messageBody(body).messageGroupId("g"));
        acknowledged.add(body);
      }
    } catch (SdkException e) {
      assertThat(acknowledged).isNotEmpty();
    }
  }

  private void receive(SqsClient sqs) {
    try {
      while (true) {
        var messages =
            sqs.receiveMessage(it -> it.queueUrl(url("work")).maxNumberOfMessages(2)).messages();
        if (messages.size() == 2) {
          deleting.add(messages.getFirst().body());
          sqs.deleteMessage(
              it -> it.queueUrl(url("work")).receiptHandle(messages.getFirst().receiptHandle()));
        }
      }
    } catch (SdkException e) {
      assertThat(deleting).isNotEmpty();
    }
  }

  private static String url(String queue) {
    return "http://127.0.0.1/123456789012/" + queue;
  }

  private static List<Message> all(QueueFixture it, String queue) {
    List<Message> all = new ArrayList<>();
    for (var batch = it.receive(queue); !batch.isEmpty(); batch = it.receive(queue)) {
      all.addAll(batch);
      batch.forEach(
          message ->
              it.sqs.deleteMessage(
                  b -> b.queueUrl(it.url(queue)).receiptHandle(message.receiptHandle())));
    }
    return all;
  }

  @Test
  void aMessageKeepsItsCountDelayAndAttributesAndATornLastLineIsForgotten() throws IOException {
    try (var it = new QueueFixture(Optional.of(folder), standard("work"))) {
      it.send("work", "received");
      it.receive("work");
      it.sqs.sendMessage(b -> b.queueUrl(it.url("work")).messageBody("delayed").delaySeconds(900));
    }
    Path file = folder.resolve("queues.jsonl");
    Files.writeString(file, "{\"queue\":\"work\",\"put\":{\"id", StandardOpenOption.APPEND);
    try (var it = new QueueFixture(Optional.of(folder), standard("work"))) {
      assertThat(it.depth("work")).isEqualTo(new QueueDepth("work", 0, 1, 1, 0));
      it.clock.advance(Duration.ofSeconds(31));
      assertThat(it.receive("work").getFirst().attributesAsStrings())
          .containsEntry("ApproximateReceiveCount", "2");
      it.clock.advance(Duration.ofMinutes(15));
      assertThat(it.receive("work")).extracting(Message::body).contains("delayed");
    }
  }

  @Test
  @Conforms("sqs-fifo-deduplication")
  void aDuplicateIsKnownAfterARestartToo() {
    String id;
    try (var it = new QueueFixture(Optional.of(folder), fifo("line.fifo"))) {
      id = sendOnce(it);
      all(it, "line.fifo");
    }
    try (var it = new QueueFixture(Optional.of(folder), fifo("line.fifo"))) {
      assertThat(sendOnce(it)).isEqualTo(id);
      assertThat(it.receive("line.fifo")).isEmpty();
      it.clock.advance(Duration.ofMinutes(5));
      assertThat(sendOnce(it)).isNotEqualTo(id);
      assertThat(it.receive("line.fifo")).hasSize(1);
    }
  }

  private static String sendOnce(QueueFixture it) {
    return it.sqs
        .sendMessage(b -> b.queueUrl(it.url("line.fifo")).messageBody("once").messageGroupId("g"))
        .messageId();
  }
}
