package dev.parley.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class InvokeNamesTest extends InvokeFixture {
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
}
