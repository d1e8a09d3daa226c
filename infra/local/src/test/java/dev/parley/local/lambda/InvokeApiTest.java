package dev.parley.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import dev.parley.local.function.Trace;
import dev.parley.local.signature.SignedHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;

class InvokeApiTest extends InvokeFixture {
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
    URI nobody = URI.create(endpoint.uri() + "/2015-03-31/functions/nobody/invocations");
    var signer = new SignedHttp.Signer(SignedHttp.LOCAL, "lambda", Clock.systemUTC());
    var answer = SignedHttp.send(signer.sign("POST", nobody, new byte[0]));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
        .contains("ResourceNotFoundException");
    assertThat(answer.body())
        .isEqualTo("{\"Type\":\"User\",\"Message\":\"Function not found: " + ARN + "nobody\"}");
  }
}
