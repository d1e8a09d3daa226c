package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Recorded events as Lambda decodes them, and which of them were played. */
final class RecordedPlay {
  static final Set<String> PLAYED = new TreeSet<>();
  static final Path EVENTS = Path.of(System.getProperty("parley.root"), "events");

  private RecordedPlay() {}

  static <T> T read(String name, Class<T> type) throws IOException {
    return LambdaEventSerializers.serializerFor(type, RecordedPlay.class.getClassLoader())
        .fromJson(event(name));
  }

  static String write(IamPolicyResponse answer) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(
            IamPolicyResponse.class, RecordedPlay.class.getClassLoader())
        .toJson(answer, output);
    return output.toString(StandardCharsets.UTF_8);
  }

  static String event(String name) throws IOException {
    PLAYED.add(name);
    return Files.readString(EVENTS.resolve(name + ".json"));
  }

  /** Plays a call in which something that was not known when it was recorded is replaced. */
  static APIGatewayV2HTTPResponse rest(
      Surroundings around, String name, String recorded, String now) throws IOException {
    return rest(around, name, Map.of(recorded, now));
  }

  /** The same, in which several things are replaced. */
  static APIGatewayV2HTTPResponse rest(
      Surroundings around, String name, Map<String, String> replaced) throws IOException {
    String event = event(name);
    for (Map.Entry<String, String> one : replaced.entrySet()) {
      event = event.replace(one.getKey(), one.getValue());
    }
    return RestHandlers.ALL
        .get(RestHandlers.functionOf(name))
        .apply(around.environment(), around.clock())
        .handleRequest(
            LambdaEventSerializers.serializerFor(
                    APIGatewayV2HTTPEvent.class, RecordedPlay.class.getClassLoader())
                .fromJson(event),
            around.context());
  }

  /** Provisions the recorded workspace, or what it is with something replaced. */
  static String provision(Surroundings around, String recorded, String now) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    byte[] preset = event("provision").replace(recorded, now).getBytes(StandardCharsets.UTF_8);
    new Provision(around.environment(), around.clock())
        .handleRequest(new ByteArrayInputStream(preset), output, around.context());
    return output.toString(StandardCharsets.UTF_8);
  }

  static String rebuild(Surroundings around, String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new Rebuild(around.environment(), around.clock())
        .handleRequest(
            new ByteArrayInputStream(event(event).getBytes(StandardCharsets.UTF_8)),
            output,
            around.context());
    return output.toString(StandardCharsets.UTF_8);
  }

  static void project(Surroundings around) throws IOException {
    new Project(around.environment(), around.clock())
        .handleRequest(read("project", DynamodbEvent.class), around.context());
  }
}
