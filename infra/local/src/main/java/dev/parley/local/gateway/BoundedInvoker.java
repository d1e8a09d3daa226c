package dev.parley.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.function.Answer;
import dev.parley.local.function.Invoker;
import dev.parley.local.json.Json;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Invokes functions and waits no longer than the gateway would; a late function runs on alone. */
final class BoundedInvoker {
  private final Invoker invoker;

  BoundedInvoker(Invoker invoker) {
    this.invoker = invoker;
  }

  Answer invoke(String function, JsonNode event, Duration atMost) {
    return invoke(function, Json.bytes(event), atMost);
  }

  Answer invoke(String function, byte[] event, Duration atMost) {
    FutureTask<Answer> running = new FutureTask<>(() -> invoker.invoke(function, event));
    Thread.ofVirtual().name(function).start(running);
    try {
      return running.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Answer.TimedOut(atMost);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Answer.Failed(cause.getClass().getName(), String.valueOf(cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Failed("Gateway.Closing", "the gateway is closing");
    }
  }
}
