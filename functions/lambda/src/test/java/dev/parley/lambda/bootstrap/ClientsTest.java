package dev.parley.lambda.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Session;
import dev.parley.core.failure.Ambiguous;
import dev.parley.lambda.store.DynamoRooms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the functions' clients make of a network that fails: a server on bare sockets. */
class ClientsTest {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}";
  private static final Session SESSION = new Session("w", "vera", 0, "a=");
  private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private ServerSocket server;
  private Rooms rooms;

  @BeforeEach
  void listen() throws IOException {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Map<String, String> environment = new HashMap<>();
    for (String key : Wanted.keys()) {
      environment.put(key, "us-east-1");
    }
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + server.getLocalPort());
    rooms = new DynamoRooms(new Clients(new Configuration(environment)).dynamo(), "table");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
    threads.close();
  }

  /** What a connection does once a request has come. */
  private interface Conduct {
    void on(Socket connection) throws IOException;
  }

  private void serve(Conduct conduct) {
    threads.execute(
        () -> {
          try {
            while (true) {
              Socket connection = server.accept();
              connections.add(connection);
              threads.execute(() -> converse(connection, conduct));
            }
          } catch (IOException e) {
            // The test is over.
          }
        });
  }

  private static void converse(Socket connection, Conduct conduct) {
    try {
      BufferedReader request =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      while (!connection.isClosed() && request.readLine() != null) {
        skip(request);
        conduct.on(connection);
      }
    } catch (IOException e) {
      // The client gave up.
    }
  }

  private static void skip(BufferedReader request) throws IOException {
    int length = 0;
    for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    for (int i = 0; i < length; i++) {
      request.read();
    }
  }

  private static void answer(Socket connection) throws IOException {
    connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aWriteThatIsNeverAnsweredMayHaveHappenedAndIsGivenUpInTime() {
    serve(_ -> {});
    long began = System.nanoTime();
    assertThatThrownBy(() -> rooms.register(SESSION, AT)).isInstanceOf(Ambiguous.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    assertThat(connections).hasSizeGreaterThan(1);
  }

  @Test
  void aWriteWhoseConnectionBreaksMayHaveHappened() {
    serve(Socket::close);
    assertThatThrownBy(() -> rooms.register(SESSION, AT)).isInstanceOf(Ambiguous.class);
    assertThat(connections).hasSize(3);
  }

  @Test
  void aConnectionIsKeptFromCallToCall() {
    serve(ClientsTest::answer);
    for (int i = 0; i < 5; i++) {
      rooms.register(SESSION, AT);
    }
    assertThat(connections).hasSize(1);
  }

  @Test
  void aKeptConnectionThatTheServerHasClosedFailsNoCall() {
    serve(
        connection -> {
          answer(connection);
          connection.close();
        });
    for (int i = 0; i < 5; i++) {
      rooms.register(SESSION, AT);
    }
    assertThat(connections).hasSize(5);
  }
}
