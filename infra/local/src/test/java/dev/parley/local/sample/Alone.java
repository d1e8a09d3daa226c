package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Constructed as Lambda constructs it; does to its process what its event asks. */
public final class Alone implements RequestHandler<Map<String, String>, Map<String, String>> {
  public Alone() {
    if (Files.exists(Path.of(System.getenv().getOrDefault("REFUSE_WHEN", "nothing")))) {
      throw new IllegalStateException("refused");
    }
  }

  @Override
  public Map<String, String> handleRequest(Map<String, String> event, Context context) {
    Map<String, String> answer = new LinkedHashMap<>();
    switch (event.getOrDefault("do", "nothing")) {
      case "environment" -> answer.putAll(System.getenv());
      case "log" -> log(context);
      case "throw" -> throw new IllegalArgumentException("thrown\nas asked");
      case "overflow" -> overflow(0);
      case "exit" -> System.exit(3);
      case "wait" -> pause(Duration.parse(event.get("for")));
      case "say and wait" -> {
        System.out.println("waiting");
        pause(Duration.parse(event.get("for")));
      }
      case "write later" -> writeLater(Path.of(event.get("file")));
      case "await" -> await(Path.of(event.get("file")));
      case "repeat" -> answer.put("text", event.get("text"));
      default -> {}
    }
    answer.put("pid", Long.toString(ProcessHandle.current().pid()));
    answer.put("requestId", context.getAwsRequestId());
    answer.put("arn", context.getInvokedFunctionArn());
    answer.put("function", context.getFunctionName());
    answer.put("remaining", Integer.toString(context.getRemainingTimeInMillis()));
    answer.put("memory", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
    return answer;
  }

  private static void log(Context context) {
    context.getLogger().log("two\nlines\n");
    context.getLogger().log("без уровня");
    context.getLogger().log("warned", LogLevel.WARN);
    System.out.println("printed");
    System.err.println("complained");
  }

  private static int overflow(int depth) {
    return overflow(depth + 1) + 1;
  }

  private static void writeLater(Path file) {
    Thread.startVirtualThread(
        () -> {
          pause(Duration.ofMillis(300));
          try {
            Files.createFile(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void await(Path file) {
    while (!Files.exists(file)) {
      pause(Duration.ofMillis(5));
    }
  }

  private static void pause(Duration time) {
    try {
      if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
