package dev.parley.bench.floor;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;

/** A process that is started to answer one message, as Lambda starts one. */
public final class FreshMain {
  private FreshMain() {}

  /**
   * Answers one event; then, if it is the bare function, goes on sending and prints the median
   * nanoseconds of its three calls, over the second half of them.
   *
   * @param arguments the handler's class, the file of the event, and how often to go on sending
   */
  public static void main(String[] arguments) throws Exception {
    RequestHandler<APIGatewayV2WebSocketEvent, ?> handler = handler(arguments[0]);
    handler.handleRequest(event(Path.of(arguments[1])), new Invocation(System.out::println));
    int times = Integer.parseInt(arguments[2]);
    if (times > 0 && handler instanceof Bare bare) {
      System.out.println("median " + steady(bare, times));
    }
    System.out.flush();
    // HTTP clients with threads of their own would keep the process alive.
    Runtime.getRuntime().halt(0);
  }

  @SuppressWarnings("unchecked")
  private static RequestHandler<APIGatewayV2WebSocketEvent, ?> handler(String type)
      throws ReflectiveOperationException {
    return (RequestHandler<APIGatewayV2WebSocketEvent, ?>)
        Class.forName(type)
            .getConstructor(Map.class, InstantSource.class)
            .newInstance(System.getenv(), InstantSource.system());
  }

  private static APIGatewayV2WebSocketEvent event(Path file) throws Exception {
    return LambdaEventSerializers.serializerFor(
            APIGatewayV2WebSocketEvent.class, FreshMain.class.getClassLoader())
        .fromJson(Files.readString(file));
  }

  private static long steady(Bare bare, int times) {
    String conversation = "steady-" + ProcessHandle.current().pid();
    bare.open(conversation);
    long[] nanos = new long[times];
    long last = 1;
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      last = bare.append(conversation, last, last + ".m" + i, "Can you read a lease? ".repeat(5));
      bare.room(conversation);
      nanos[i] = System.nanoTime() - began;
    }
    long[] second = Arrays.copyOfRange(nanos, times / 2, times);
    Arrays.sort(second);
    return second[second.length / 2];
  }
}
