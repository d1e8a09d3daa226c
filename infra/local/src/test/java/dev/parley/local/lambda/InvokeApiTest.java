package dev.parley.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.Conforms;
import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Endpoint;
import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionRunner;
import dev.parley.local.function.Trace;
import dev.parley.local.sample.SampleJar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class InvokeApiTest {
  private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:";
  @TempDir static Path folder;
  private static Path jar;

  private final LocalClock clock = new LocalClock();
  private final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, _ -> {});
  private FunctionRunner runner;
  private CountingInvoker counting;
  private FunctionLogs logs;
  private AsynchronousInvocations asynchronous;
  private LambdaClient lambda;

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
        AsynchronousInvocations.start(
            functions, Map.of(), counting, clock, (_, _, _) -> {}, Optional.empty(), _ -> {});
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

  private InvokeResponse invoke(String name, String payload) {
    return lambda.invoke(
        InvokeRequest.builder()
            .functionName(name)
            .payload(SdkBytes.fromUtf8String(payload))
            .build());
  }

  private static JsonNode json(InvokeResponse response) throws Exception {
    return new ObjectMapper().readTree(response.payload().asByteArray());
  }

  @Test
  @Conforms({"lambda-invoke-types", "lambda-invoke-payload"})
  void aCallerThatWaitsGetsTheAnswer() throws Exception {
    InvokeResponse answer = invoke("app-Greet", "{\"name\":\"Ада\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("greeting").asText()).isEqualTo("Hello, Ада");
    assertThat(answer.executedVersion()).isEqualTo("$LATEST");
    assertThat(answer.functionError()).isNull();
    assertThat(
            lambda
                .invoke(InvokeRequest.builder().functionName("app-Echo").build())
                .payload()
                .asUtf8String())
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @Conforms("lambda-invoke-names")
  @CsvSource({
    "app-Echo, , $LATEST",
    "app-Echo, live, 1",
    "app-Echo, 1, 1",
    "app-Echo, $LATEST, $LATEST",
    "app-Echo:live, , 1",
    "app-Echo:live, live, 1",
    "123456789012:function:app-Echo, , $LATEST",
    "123456789012:function:app-Echo:1, , 1",
    "arn:aws:lambda:eu-west-1:123456789012:function:app-Echo, , $LATEST",
    "arn:aws:lambda:eu-west-1:123456789012:function:app-Echo:live, , 1",
  })
  void aFunctionIsFoundByAnyOfItsNames(String name, String qualifier, String version) {
    InvokeResponse answer =
        lambda.invoke(
            InvokeRequest.builder()
                .functionName(name)
                .qualifier(qualifier)
                .payload(SdkBytes.fromUtf8String("[1]"))
                .build());
    assertThat(answer.payload().asUtf8String()).isEqualTo("[1]");
    assertThat(answer.executedVersion()).isEqualTo(version);
  }

  @ParameterizedTest
  @Conforms("lambda-invoke-names")
  @ValueSource(
      strings = {
        "Echo",
        "EchoFunction",
        "app-Echo:beta",
        "app-Echo:2",
        "999999999999:function:app-Echo",
        "arn:aws:lambda:us-east-1:123456789012:function:app-Echo",
      })
  void whatIsNotThereIs404(String name) {
    assertThatThrownBy(() -> invoke(name, "{}"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: arn:aws:lambda:");
  }

  @Test
  @Conforms("lambda-invoke-names")
  void namesThatContradictThemselvesAreRefused() {
    assertThatThrownBy(
            () ->
                lambda.invoke(
                    InvokeRequest.builder().functionName("app-Echo:live").qualifier("1").build()))
        .hasMessageContaining("derived qualifier");
    assertThatThrownBy(() -> invoke("app Echo!", "{}"))
        .isInstanceOfSatisfying(
            LambdaException.class,
            it -> {
              assertThat(it.statusCode()).isEqualTo(400);
              assertThat(it.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            });
  }

  @Test
  @Conforms("lambda-invoke-types")
  void anEventIsTakenAndHandledLaterAndADryRunRunsNothing() {
    InvokeRequest.Builder request =
        InvokeRequest.builder()
            .functionName("app-Echo")
            .payload(SdkBytes.fromUtf8String("{\"n\":1}"));
    InvokeResponse dry = lambda.invoke(request.invocationType(InvocationType.DRY_RUN).build());
    assertThat(dry.statusCode()).isEqualTo(204);
    InvokeResponse taken = lambda.invoke(request.invocationType(InvocationType.EVENT).build());
    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(taken.payload().asByteArray()).isEmpty();
    Workshop.until(() -> asynchronous.depth("EchoFunction") == 0);
    assertThat(counting.metrics("EchoFunction").invocations()).isEqualTo(1);
    assertThatThrownBy(() -> lambda.invoke(request.invocationType("Later").build()))
        .hasMessageContaining("[Event, RequestResponse, DryRun]");
  }

  @Test
  @Conforms("lambda-invoke-errors")
  void aFunctionThatFailsIsA200WithAnError() throws Exception {
    InvokeResponse failed = invoke("app-Greet:live", "{\"fail\":\"exception\"}");
    assertThat(failed.statusCode()).isEqualTo(200);
    assertThat(failed.functionError()).isEqualTo("Unhandled");
    assertThat(failed.executedVersion()).isEqualTo("1");
    assertThat(json(failed).path("errorMessage").asText()).isEqualTo("no greeting");
    assertThat(json(failed).path("errorType").asText())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(json(failed).path("stackTrace").isArray()).isTrue();
    InvokeResponse late = invoke("app-Greet", "{\"fail\":\"time\"}");
    assertThat(late.functionError()).isEqualTo("Unhandled");
    assertThat(json(late).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    assertThat(json(late).path("errorMessage").asText())
        .isEqualTo(
            "RequestId: %s Error: Task timed out after 1.50 seconds"
                .formatted(late.responseMetadata().requestId()));
    CountingInvoker.Metrics metrics = counting.metrics("GreetFunction");
    assertThat(metrics.invocations()).isEqualTo(2);
    assertThat(metrics.errors()).isEqualTo(2);
    assertThat(metrics.duration()).isGreaterThan(Duration.ofSeconds(1));
    assertThat(metrics.running()).isZero();
  }

  @Test
  @Conforms("lambda-invoke-payload")
  void aPayloadIsJsonOfAtMost6Megabytes() {
    assertThatThrownBy(() -> invoke("app-Echo", "{\"a\":"))
        .isInstanceOf(InvalidRequestContentException.class)
        .hasMessageContaining("Could not parse request body into json");
    String longest = "\"" + "x".repeat(InvokeApi.LONGEST_PAYLOAD - 2) + "\"";
    assertThat(invoke("app-Echo", longest).payload().asByteArray()).hasSize(longest.length());
    assertThatThrownBy(() -> invoke("app-Echo", longest + " "))
        .isInstanceOf(RequestTooLargeException.class)
        .hasMessageContaining("6291456");
    assertThatThrownBy(
            () ->
                lambda.invoke(
                    InvokeRequest.builder()
                        .functionName("app-Echo")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(longest))
                        .build()))
        .isInstanceOf(RequestTooLargeException.class)
        .hasMessageContaining("Event invocation type (limit 1048576 bytes)");
  }

  @Test
  @Conforms("lambda-invoke-log")
  void theEndOfTheLogComesAlongWhenItIsAskedFor() {
    String name = "ж".repeat(3000) + "!";
    InvokeResponse answer =
        lambda.invoke(
            InvokeRequest.builder()
                .functionName("app-Greet")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{\"name\":\"" + name + "\"}"))
                .build());
    byte[] log = Base64.getDecoder().decode(answer.logResult());
    assertThat(log).hasSizeBetween(4094, 4096);
    assertThat(new String(log, StandardCharsets.UTF_8))
        .startsWith("ж")
        .endsWith("ж!\n")
        .doesNotContain("\ufffd");
    assertThat(logs.latest("GreetFunction")).singleElement().matches(it -> it.text().endsWith("!"));
    assertThat(invoke("app-Greet", "{}").logResult()).isNull();
  }

  @Test
  @Conforms("lambda-invoke-list")
  void functionsAreListedAndDescribed() {
    assertThat(lambda.listFunctionsPaginator().functions())
        .extracting(it -> it.functionName() + " " + it.functionArn() + " " + it.timeout())
        .containsExactly("app-Greet " + ARN + "app-Greet 1", "app-Echo " + ARN + "app-Echo 20");
    var echo = lambda.getFunction(it -> it.functionName("app-Echo").qualifier("live"));
    assertThat(echo.configuration().handler()).isEqualTo("dev.parley.local.sample.Echo");
    assertThat(echo.configuration().version()).isEqualTo("1");
    assertThat(echo.code().location()).startsWith("file:");
    assertThat(lambda.getFunctionConfiguration(it -> it.functionName("app-Echo")).memorySize())
        .isEqualTo(512);
    assertThatThrownBy(() -> lambda.getFunction(it -> it.functionName("other")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> lambda.listAliases(it -> it.functionName("app-Echo")))
        .hasMessageContaining("is no operation that is served here");
  }

  @Test
  void tooLongAChainIsRefusedToACallerThatWaits() throws Exception {
    Trace chain = Trace.begun(clock.instant());
    for (int i = 0; i < 16; i++) {
      chain = chain.invoked(ARN + "app-Echo:live");
    }
    String header = chain.header();
    assertThatThrownBy(
            () ->
                lambda.invoke(
                    InvokeRequest.builder()
                        .functionName("app-Echo")
                        .overrideConfiguration(it -> it.putHeader("X-Amzn-Trace-Id", header))
                        .build()))
        .isInstanceOf(RecursiveInvocationException.class);
    assertThat(counting.metrics("EchoFunction").recursiveDropped()).isEqualTo(1);
  }

  @Test
  void theErrorsTypeIsInAHeader() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(endpoint.uri() + "/2015-03-31/functions/nobody/invocations"))
                  .header(
                      "Authorization",
                      "AWS4-HMAC-SHA256 Credential=a/20261121/eu-west-1/lambda/aws4_request")
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
          .contains("ResourceNotFoundException");
      assertThat(answer.body())
          .isEqualTo("{\"Type\":\"User\",\"Message\":\"Function not found: " + ARN + "nobody\"}");
    }
  }
}
