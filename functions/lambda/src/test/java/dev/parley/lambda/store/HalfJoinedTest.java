package dev.parley.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.conversation.ConversationId;
import dev.parley.core.conversation.Limits;
import dev.parley.core.conversation.Rooms;
import dev.parley.core.conversation.Session;
import dev.parley.core.conversation.Side;
import dev.parley.local.dynamo.LocalDynamo;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A function that dies while a socket joins or leaves does not leave one behind that is taken for a
 * watcher and is none: it would get neither entries nor hints.
 */
class HalfJoinedTest {
  private static final Instant AT = Instant.parse("2099-01-01T00:00:00Z");

  private static LocalDynamo dynamo;
  private static Engine engine;

  private final ConversationId id = ConversationId.random("w", new SecureRandom());
  private final Session vera = new Session("w", "vera", 0, id.value() + "=");

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(Optional.empty());
    engine = Engine.on(dynamo.client());
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  /** Of three writes each. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whoIsTakenForAWatcherWatches(int writes) {
    engine.rooms().register(vera, AT);
    assertThatThrownBy(() -> join(dyingAfter(writes))).isInstanceOf(Died.class);
    assertThatNobodyIsMistaken();
    assertThat(join(engine.rooms())).isEqualTo(Rooms.Joining.JOINED);
    assertThat(isTakenForAWatcher()).isTrue();

    assertThatThrownBy(() -> dyingAfter(writes).leave(vera, id)).isInstanceOf(Died.class);
    assertThatNobodyIsMistaken();
    engine.rooms().leave(vera, id);
    assertThat(isTakenForAWatcher()).isFalse();
    assertThat(engine.rooms().watchers(id)).isEmpty();
  }

  @Test
  void afterThreeWritesNothingIsLeftToDo() {
    engine.rooms().register(vera, AT);
    assertThat(join(dyingAfter(3))).isEqualTo(Rooms.Joining.JOINED);
    dyingAfter(3).leave(vera, id);
    assertThat(engine.rooms().watchers(id)).isEmpty();
  }

  private void assertThatNobodyIsMistaken() {
    boolean watches = engine.rooms().sideOf(vera, id).isPresent();
    assertThat(!isTakenForAWatcher() || watches).isTrue();
  }

  private boolean isTakenForAWatcher() {
    return engine.rooms().sockets("w", "vera").stream()
        .filter(socket -> socket.session().equals(vera))
        .anyMatch(socket -> socket.watches().contains(id.name()));
  }

  private Rooms.Joining join(Rooms rooms) {
    return rooms.join(vera, id, Side.CLIENT, Limits.ROOMS_PER_SOCKET, AT);
  }

  private static Rooms dyingAfter(int writes) {
    return new DynamoRooms(new Dying(engine.client(), writes), engine.tables().get("Connections"));
  }

  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Makes so many writes. */
  private static final class Dying implements DynamoDbClient {
    private final DynamoDbClient dynamo;
    private int left;

    Dying(DynamoDbClient dynamo, int left) {
      this.dynamo = dynamo;
      this.left = left;
    }

    private void oneMore() {
      if (left-- == 0) {
        throw new Died();
      }
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      oneMore();
      return dynamo.updateItem(request);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
      oneMore();
      return dynamo.deleteItem(request);
    }

    @Override
    public String serviceName() {
      return dynamo.serviceName();
    }

    @Override
    public void close() {}
  }
}
