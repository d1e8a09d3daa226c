package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers with what a function can see of itself, or fails as its event asks. */
public final class Greet implements RequestHandler<Map<String, String>, Map<String, String>> {
  private final Map<String, String> environment;
  private final InstantSource clock;

  public Greet(Map<String, String> environment, InstantSource clock) {
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public Map<String, String> handleRequest(Map<String, String> event, Context context) {
    context.getLogger().log("greeting " + event.get("name") + "\n");
    switch (String.valueOf(event.get("fail"))) {
      case "exception" -> throw new IllegalStateException("no greeting");
      case "warning" -> context.getLogger().log("nobody greets back", LogLevel.WARN);
      case "stack" -> overflow(0);
      case "time" -> waitForever();
      default -> {}
    }
    Map<String, String> answer = new LinkedHashMap<>(environment);
    answer.put("greeting", "Hello, " + event.get("name"));
    answer.put("at", clock.instant().toString());
    answer.put("requestId", context.getAwsRequestId());
    answer.put("arn", context.getInvokedFunctionArn());
    answer.put("function", context.getFunctionName());
    answer.put("remaining", Integer.toString(context.getRemainingTimeInMillis()));
    answer.put("contextLoader", Thread.currentThread().getContextClassLoader().getName());
    answer.put("sees", visible(event.getOrDefault("look", "java.lang.String")));
    return answer;
  }

  private static String visible(String type) {
    try {
      return Class.forName(type).getClassLoader() == Greet.class.getClassLoader()
          ? "own"
          : "shared";
    } catch (ClassNotFoundException e) {
      return "hidden";
    }
  }

  private static int overflow(int depth) {
    return overflow(depth + 1) + 1;
  }

  private static void waitForever() {
    try {
      new java.util.concurrent.CountDownLatch(1).await();
    } catch (InterruptedException e) {
      System.setProperty("sample.interrupted", "true");
    }
  }
}
