package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return RestHandlers.ALL
        .get(RestHandlers.functionOf(name))
        .apply(around.environment(), around.clock())
        .handleRequest(
            LambdaEventSerializers.serializerFor(
                    APIGatewayV2HTTPEvent.class, RecordedPlay.class.getClassLoader())
                .fromJson(event(name).replace(recorded, now)),
            around.context());
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
}
