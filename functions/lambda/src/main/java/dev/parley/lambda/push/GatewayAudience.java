package dev.parley.lambda.push;

import dev.parley.core.conversation.Audience;
import dev.parley.core.conversation.Frame;
import dev.parley.core.failure.Unavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/**
 * Posts frames to sockets. It returns only when every post has: what a function leaves running when
 * it returns is frozen with it and may never be sent. A post that is refused for a reason of ours
 * (no permission, a frame too large) is a defect and is thrown, after every other post has ended.
 */
public final class GatewayAudience implements Audience {
  private static final int SERVER_ERROR = 500;

  private final ApiGatewayManagementApiClient gateway;
  private final Function<Frame, byte[]> codec;
  private final Executor executor;

  public GatewayAudience(
      ApiGatewayManagementApiClient gateway, Function<Frame, byte[]> codec, Executor executor) {
    this.gateway = gateway;
    this.codec = codec;
    this.executor = executor;
  }

  @Override
  public Delivered deliver(List<Delivery> deliveries) {
    Map<Frame, SdkBytes> encoded = new IdentityHashMap<>();
    Map<String, List<SdkBytes>> bySocket = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      SdkBytes bytes = encoded.computeIfAbsent(delivery.frame(), this::encode);
      bySocket.computeIfAbsent(delivery.connection(), _ -> new ArrayList<>()).add(bytes);
    }
    Set<String> gone = ConcurrentHashMap.newKeySet();
    Set<String> missed = ConcurrentHashMap.newKeySet();
    CompletableFuture<?>[] posts =
        bySocket.entrySet().stream()
            .map(
                socket ->
                    CompletableFuture.runAsync(
                        () -> post(socket.getKey(), socket.getValue(), gone, missed), executor))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(posts).join();
    return new Delivered(gone, missed);
  }

  /** Whoever cannot be reached just now is thrown as not done: trying again is right. */
  @Override
  public Set<String> close(List<String> connections) {
    Set<String> gone = new HashSet<>();
    RuntimeException failed = null;
    for (String connection : connections) {
      try {
        gateway.deleteConnection(delete -> delete.connectionId(connection));
      } catch (GoneException e) {
        gone.add(connection);
      } catch (SdkException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw new Unavailable("a socket could not be closed", failed);
    }
    return gone;
  }

  private void post(
      String connection, List<SdkBytes> frames, Set<String> gone, Set<String> missed) {
    try {
      for (SdkBytes frame : frames) {
        gateway.postToConnection(post -> post.connectionId(connection).data(frame));
      }
    } catch (GoneException e) {
      gone.add(connection);
    } catch (SdkClientException e) {
      missed.add(connection);
    } catch (SdkServiceException e) {
      if (!e.isThrottlingException() && e.statusCode() < SERVER_ERROR) {
        throw e;
      }
      missed.add(connection);
    }
  }

  private SdkBytes encode(Frame frame) {
    return SdkBytes.fromByteArrayUnsafe(codec.apply(frame));
  }
}
