package dev.parley.local.topic;

import static dev.parley.local.topic.TopicFixture.DEAD;
import static dev.parley.local.topic.TopicFixture.FIFO;
import static dev.parley.local.topic.TopicFixture.FUNCTION;
import static dev.parley.local.topic.TopicFixture.QUEUE;
import static dev.parley.local.topic.TopicFixture.TOPIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.local.Conforms;
import dev.parley.local.pattern.FilterPolicy.Scope;
import dev.parley.local.signature.SignedHttp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Subscription;

class TopicApiTest {
  private final TopicFixture fixture = new TopicFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private String subscribe(Map<String, String> attributes) {
    return fixture
        .sns
        .subscribe(it -> it.topicArn(TOPIC).protocol("sqs").endpoint(QUEUE).attributes(attributes))
        .subscriptionArn();
  }

  private void set(String arn, String name, String value) {
    fixture.sns.setSubscriptionAttributes(
        it -> it.subscriptionArn(arn).attributeName(name).attributeValue(value));
  }

  @Test
  @Conforms("sns-api")
  void topicsAreCreatedOnceAndListed() {
    String arn = fixture.sns.createTopic(it -> it.name("more")).topicArn();
    assertThat(arn).isEqualTo("arn:aws:sns:us-east-1:000000000000:more");
    assertThat(fixture.sns.createTopic(it -> it.name("more")).topicArn()).isEqualTo(arn);
    assertThat(fixture.sns.listTopics().topics())
        .extracting(it -> it.topicArn())
        .containsExactly(arn, TOPIC, FIFO);
    refused(
        InvalidParameterException.class,
        "already exists with different attributes",
        () ->
            fixture.sns.createTopic(it -> it.name("more").attributes(Map.of("DisplayName", "x"))));
    refused(
        InvalidParameterException.class,
        "Topic Name",
        () -> fixture.sns.createTopic(it -> it.name("no spaces")));
    refused(
        InvalidParameterException.class,
        "must end with .fifo",
        () -> fixture.sns.createTopic(it -> it.name("x").attributes(Map.of("FifoTopic", "true"))));
  }

  @Test
  @Conforms("sns-api")
  void moreThanAHundredTopicsArePaged() {
    for (int i = 0; i < 100; i++) {
      fixture.topics.add(new TopicDefinition(TOPIC + i, false, false, ""));
    }
    assertThat(fixture.sns.listTopics().topics()).hasSize(100);
    assertThat(fixture.sns.listTopicsPaginator().topics().stream()).hasSize(102);
  }

  @Test
  @Conforms("sns-api")
  void subscriptionsAreMadeOnceListedChangedAndRemoved() {
    String arn = subscribe(Map.of("RawMessageDelivery", "true"));
    assertThat(subscribe(Map.of("RawMessageDelivery", "true"))).isEqualTo(arn);
    refused(
        InvalidParameterException.class,
        "Subscription already exists with different attributes",
        () -> subscribe(Map.of()));
    fixture.sns.subscribe(it -> it.topicArn(TOPIC).protocol("lambda").endpoint(FUNCTION));
    assertThat(fixture.sns.listSubscriptions().subscriptions()).hasSize(2);
    assertThat(fixture.sns.listSubscriptionsByTopic(it -> it.topicArn(TOPIC)).subscriptions())
        .extracting(Subscription::protocol, Subscription::endpoint, Subscription::owner)
        .containsExactly(
            tuple("sqs", QUEUE, "000000000000"), tuple("lambda", FUNCTION, "000000000000"));
    set(arn, "FilterPolicyScope", "MessageBody");
    set(arn, "FilterPolicy", "{\"a\":{\"b\":[\"x\"]}}");
    set(arn, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + DEAD + "\"}");
    assertThat(fixture.sns.getSubscriptionAttributes(it -> it.subscriptionArn(arn)).attributes())
        .containsEntry("FilterPolicy", "{\"a\":{\"b\":[\"x\"]}}")
        .containsEntry("FilterPolicyScope", "MessageBody")
        .containsEntry("RawMessageDelivery", "true")
        .containsEntry("PendingConfirmation", "false")
        .containsEntry("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + DEAD + "\"}");
    fixture.publish("{\"a\":{\"b\":\"x\"}}");
    fixture.publish("{\"a\":{\"b\":\"y\"}}");
    assertThat(fixture.targets.in(QUEUE)).hasSize(1);
    fixture.sns.unsubscribe(it -> it.subscriptionArn(arn));
    fixture.publish("{\"a\":{\"b\":\"x\"}}");
    assertThat(fixture.targets.in(QUEUE)).hasSize(1);
    assertThat(fixture.sns.getTopicAttributes(it -> it.topicArn(TOPIC)).attributes())
        .containsEntry("SubscriptionsConfirmed", "1")
        .containsEntry("SubscriptionsDeleted", "1")
        .containsEntry("DisplayName", "The news");
    refused(
        NotFoundException.class,
        "Subscription does not exist",
        () -> fixture.sns.getSubscriptionAttributes(it -> it.subscriptionArn(arn)));
  }

  @Test
  void attributesThatAreSetAtTheSameTimeAreAllSet() throws Exception {
    String arn = subscribe(Map.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        String dead = "{\"deadLetterTargetArn\":\"" + DEAD + i + "\"}";
        String policy = "{\"a\":[" + i + "]}";
        Future<?> other = threads.submit(() -> set(arn, "RedrivePolicy", dead));
        set(arn, "FilterPolicy", policy);
        other.get();
        assertThat(
                fixture.sns.getSubscriptionAttributes(it -> it.subscriptionArn(arn)).attributes())
            .containsEntry("RedrivePolicy", dead)
            .containsEntry("FilterPolicy", policy);
      }
    }
  }

  @ParameterizedTest
  @Conforms({"sns-filter-limits", "sns-api"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "FilterPolicy | {'a':[]} | FilterPolicy: Empty arrays are not allowed",
        "FilterPolicy | {'a':{'b':['x']}} | Filter policy scope MessageAttributes does not support",
        "FilterPolicy | no | FilterPolicy: Filter is not an object",
        "FilterPolicy | {'a':[1],'b':[1],'c':[1],'d':[1],'e':[1],'f':[1]} | more than 5 keys",
        "FilterPolicyScope | Body | FilterPolicyScope: Invalid value [Body]",
        "RawMessageDelivery | yes | RawMessageDelivery: Invalid value [yes]",
        "RedrivePolicy | {} | RedrivePolicy: deadLetterTargetArn is an invalid arn",
        "RedrivePolicy | { | RedrivePolicy: failed to parse JSON",
        "Colour | red | AttributeName",
      })
  void wrongAttributesAreRefusedAndChangeNothing(String name, String value, String message) {
    String json = value.replace('\'', '"');
    refused(
        InvalidParameterException.class,
        "Invalid parameter: ",
        () -> subscribe(Map.of(name, json)));
    assertThat(fixture.sns.listSubscriptions().subscriptions()).isEmpty();
    String arn = subscribe(Map.of());
    refused(InvalidParameterException.class, message, () -> set(arn, name, json));
    assertThat(fixture.sns.getSubscriptionAttributes(it -> it.subscriptionArn(arn)).attributes())
        .doesNotContainKeys("FilterPolicy", "RedrivePolicy", "Colour")
        .containsEntry("RawMessageDelivery", "false");
  }

  @ParameterizedTest
  @Conforms("sns-api")
  @CsvSource({
    "http, http://localhost/, http endpoints do not exist",
    "sms, +4912345678, sms endpoints do not exist",
    "pigeon, coop, does not support this protocol string: pigeon",
    "sqs, inbox, SQS endpoint ARN",
    "lambda, Reader, Lambda endpoint ARN",
    "email, nobody, Email address",
  })
  void whatCannotSubscribeIsRefused(String protocol, String endpoint, String message) {
    refused(
        InvalidParameterException.class,
        message,
        () ->
            fixture.sns.subscribe(it -> it.topicArn(TOPIC).protocol(protocol).endpoint(endpoint)));
  }

  @Test
  @Conforms("sns-api")
  void anActionThatIsNotServedIsInvalid() {
    assertThatThrownBy(() -> fixture.sns.deleteTopic(it -> it.topicArn(TOPIC)))
        .isInstanceOfSatisfying(
            SnsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
              assertThat(e.requestId()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource({"local, guess, SignatureDoesNotMatch", "AKIDEXAMPLE, local, InvalidClientTokenId"})
  void whatIsWronglySignedIsRefused(String key, String secret, String code) {
    fixture.subscribe("sqs", QUEUE);
    try (SnsClient guessing = fixture.client(key, secret)) {
      assertThatThrownBy(() -> guessing.publish(it -> it.topicArn(TOPIC).message("forged")))
          .isInstanceOfSatisfying(
              SnsException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              });
    }
    assertThat(fixture.topics.state().getFirst().published()).isZero();
  }

  @Test
  void aBodyThatIsWronglyEncodedIsMalformed() throws Exception {
    var signer = new SignedHttp.Signer(SignedHttp.LOCAL, "sns", Clock.systemUTC());
    var answer =
        SignedHttp.send(
            signer.sign("POST", fixture.endpoint.uri(), "Action=ListTopics&a=%zz".getBytes(UTF_8)));
    assertThat(answer.body()).contains("<Code>MalformedQueryString</Code>");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(fixture.log).isEmpty();
  }

  @Test
  void aSubscriptionOfTheTemplateThatSnsWouldRefuseSaysWhich() {
    SubscriptionDefinition wrong =
        new SubscriptionDefinition(
            TOPIC,
            "sqs",
            QUEUE,
            false,
            Optional.of("{\"a\":[{\"like\":1}]}"),
            Scope.MESSAGE_ATTRIBUTES,
            Optional.empty());
    assertThatThrownBy(() -> fixture.topics.add(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(QUEUE)
        .hasMessageContaining("Unrecognized match type like\n at a[0].like");
    assertThat(List.of()).isEqualTo(fixture.topics.state().getFirst().subscriptions());
  }

  private static void refused(
      Class<? extends SnsException> type, String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(message);
  }
}
