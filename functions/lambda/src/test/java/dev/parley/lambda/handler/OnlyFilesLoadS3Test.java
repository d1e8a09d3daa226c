package dev.parley.lambda.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The client of S3 is large, consultations are many classes, and every function is the same jar.
 */
class OnlyFilesLoadS3Test {
  @Test
  void aMessageLoadsNothingThatSpeaksToS3OrSellsConsultations() throws Exception {
    try (Surroundings around = Surroundings.start();
        Recording classes = new Recording()) {
      openConversation(around);
      classes.run(Sending.class, around.environment());
      assertThat(around.posted()).singleElement().asString().contains("\"type\":\"ack\"");
      assertThat(classes.loaded())
          .contains(Message.class.getName())
          .anyMatch(name -> name.startsWith("software.amazon.awssdk.services.dynamodb."))
          .noneMatch(OnlyFilesLoadS3Test::isOfS3)
          .noneMatch(OnlyFilesLoadS3Test::isOfConsultations);

      classes.run(HandlingFiles.class, around.environment());
      assertThat(classes.loaded()).anyMatch(OnlyFilesLoadS3Test::isOfS3);
    }
  }

  private static void openConversation(Surroundings around) throws IOException {
    new Provision(around.environment(), around.clock())
        .handleRequest(
            new ByteArrayInputStream(event("provision").getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            around.context());
    new Conversations(around.environment(), around.clock())
        .handleRequest(
            LambdaEventSerializers.serializerFor(
                    APIGatewayV2HTTPEvent.class, Sending.class.getClassLoader())
                .fromJson(event("conversations-open")),
            around.context());
  }

  private static String event(String name) {
    try {
      return java.nio.file.Files.readString(
          Path.of(System.getProperty("parley.root"), "events", name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOfConsultations(String name) {
    return name.startsWith("dev.parley.core.consultation.")
        || name.startsWith("dev.parley.core.ledger.")
        || name.startsWith("dev.parley.lambda.store.DynamoLedger");
  }

  private static boolean isOfS3(String name) {
    return name.startsWith("software.amazon.awssdk.services.s3.")
        || name.startsWith("dev.parley.lambda.bucket.");
  }

  /** A frame goes its whole way. */
  public static final class Sending implements Consumer<Map<String, String>> {
    @Override
    public void accept(Map<String, String> environment) {
      new Message(environment, InstantSource.system())
          .handleRequest(
              LambdaEventSerializers.serializerFor(
                      APIGatewayV2WebSocketEvent.class, Sending.class.getClassLoader())
                  .fromJson(event("message-send")),
              new LoggedInvocation());
    }
  }

  /** The function of files begins. */
  public static final class HandlingFiles implements Consumer<Map<String, String>> {
    @Override
    public void accept(Map<String, String> environment) {
      assertThat(new Files(environment, InstantSource.system()).routes()).isNotEmpty();
    }
  }

  /** Loads everything anew and writes down what. */
  private static final class Recording extends URLClassLoader {
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    Recording() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    @SuppressWarnings("unchecked")
    void run(Class<? extends Consumer<Map<String, String>>> what, Map<String, String> environment)
        throws ReflectiveOperationException {
      ((Consumer<Map<String, String>>)
              loadClass(what.getName()).getDeclaredConstructor().newInstance())
          .accept(environment);
    }

    Set<String> loaded() {
      return loaded;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Recording::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(entry, e);
      }
    }
  }
}
