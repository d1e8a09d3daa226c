package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.function.Answer;
import dev.parley.local.function.Invoker;
import dev.parley.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Functions that do what a test says and remember what they were given. */
final class ScriptedInvoker implements Invoker {
  private final Map<String, Function<JsonNode, Answer>> scripts = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<JsonNode>> given = new ConcurrentHashMap<>();
  private final List<String> order = new CopyOnWriteArrayList<>();

  ScriptedInvoker on(String function, Function<JsonNode, Answer> script) {
    scripts.put(function, script);
    return this;
  }

  ScriptedInvoker on(String function, String answer) {
    return on(function, event -> returned(answer));
  }

  static Answer returned(String json) {
    return new Answer.Returned(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Answer invoke(String function, byte[] event) {
    JsonNode read = Json.read(event).orElseThrow();
    order.add(function);
    events(function).add(read);
    return scripts.getOrDefault(function, none -> returned("{\"statusCode\":200}")).apply(read);
  }

  /** The next event of the function, waiting for it. */
  JsonNode next(String function) {
    try {
      JsonNode event = events(function).poll(10, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError(function + " was not invoked");
      }
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The events of the function that nobody took with {@link #next}. */
  List<JsonNode> given(String function) {
    return List.copyOf(events(function));
  }

  /** The functions invoked so far, in order. */
  List<String> order() {
    return List.copyOf(order);
  }

  private BlockingQueue<JsonNode> events(String function) {
    return given.computeIfAbsent(function, none -> new LinkedBlockingQueue<>());
  }
}
