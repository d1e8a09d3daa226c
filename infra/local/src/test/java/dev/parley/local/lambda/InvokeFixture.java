package dev.parley.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionRunner;
import dev.parley.local.sample.SampleJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Two functions behind the Invoke API, and the SDK's client of it. */
abstract class InvokeFixture {
  static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:";
  @TempDir static Path folder;
  private static Path jar;

  final LocalClock clock = new LocalClock();
  final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, _ -> {});
  private FunctionRunner runner;
  CountingInvoker counting;
  FunctionLogs logs;
  AsynchronousInvocations asynchronous;
  LambdaClient lambda;

  @BeforeAll
  static void makeJar() {
    jar = SampleJar.in(folder);
  }

  private static FunctionDefinition function(String name, Duration timeout) {
    return new FunctionDefinition(
        name + "Function",
        "app-" + name,
        ARN + "app-" + name + ":live",
        "dev.parley.local.sample." + name,
        jar,
        timeout,
        512,
        Map.of("AWS_LAMBDA_FUNCTION_VERSION", "1"));
  }

  @BeforeEach
  void start() {
    List<FunctionDefinition> functions =
        List.of(
            function("Greet", Duration.ofMillis(1500)), function("Echo", Duration.ofSeconds(20)));
    logs = new FunctionLogs((_, _, _) -> {}, clock);
    runner = FunctionRunner.start(functions, clock, logs);
    counting = new CountingInvoker(runner);
    asynchronous =
        AsynchronousInvocations.open(
            functions, Map.of(), clock, (_, _, _, _) -> {}, Optional.empty(), _ -> {});
    asynchronous.begin(counting);
    endpoint.service("lambda", new InvokeApi(functions, counting, asynchronous, logs));
    lambda =
        LambdaClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void close() {
    lambda.close();
    asynchronous.close();
    runner.close();
    endpoint.close();
  }

  InvokeResponse invoke(String name, String payload) {
    return lambda.invoke(
        InvokeRequest.builder()
            .functionName(name)
            .payload(SdkBytes.fromUtf8String(payload))
            .build());
  }

  static JsonNode json(InvokeResponse response) throws Exception {
    return new ObjectMapper().readTree(response.payload().asByteArray());
  }
}
