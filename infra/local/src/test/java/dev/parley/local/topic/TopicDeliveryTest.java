package dev.parley.local.topic;

import static dev.parley.local.topic.TopicFixture.FUNCTION;
import static dev.parley.local.topic.TopicFixture.QUEUE;
import static dev.parley.local.topic.TopicFixture.TOPIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.Conforms;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class TopicDeliveryTest {
  private final TopicFixture fixture = new TopicFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static Map<String, MessageAttributeValue> attributes(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> "a" + i, i -> text("v")));
  }

  @Test
  @Conforms("sns-envelope")
  void aQueueGetsAnEnvelopeThatCanBeVerified() throws Exception {
    fixture.subscribe("sqs", QUEUE);
    String id =
        fixture
            .sns
            .publish(
                it ->
                    it.topicArn(TOPIC)
                        .subject("Hear")
                        .message("<b>\"é\n")
                        .messageAttributes(
                            Map.of(
                                "kind",
                                text("loud"),
                                "bytes",
                                MessageAttributeValue.builder()
                                    .dataType("Binary")
                                    .binaryValue(SdkBytes.fromUtf8String("hi"))
                                    .build())))
            .messageId();
    QueueMessage message = fixture.targets.in(QUEUE).getFirst();
    assertThat(message.attributes()).isEmpty();
    JsonNode envelope = new ObjectMapper().readTree(message.body());
    assertThat(envelope.fieldNames())
        .toIterable()
        .containsExactly(
            "Type",
            "MessageId",
            "TopicArn",
            "Subject",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL",
            "UnsubscribeURL",
            "MessageAttributes");
    assertThat(envelope.path("MessageId").textValue()).isEqualTo(id);
    assertThat(envelope.path("Message").textValue()).isEqualTo("<b>\"é\n");
    assertThat(envelope.path("MessageAttributes").toString())
        .contains("\"kind\":{\"Type\":\"String\",\"Value\":\"loud\"}")
        .contains("\"bytes\":{\"Type\":\"Binary\",\"Value\":\"aGk=\"}");
    assertThat(verifies(envelope, envelope.path("Message").textValue())).isTrue();
    assertThat(verifies(envelope, "forged")).isFalse();
  }

  private static boolean verifies(JsonNode envelope, String message) throws Exception {
    X509Certificate certificate;
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create(envelope.path("SigningCertURL").textValue());
      byte[] pem =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body();
      certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem));
    }
    certificate.checkValidity();
    certificate.verify(certificate.getPublicKey());
    Map<String, String> signed = new TreeMap<>();
    for (String name : List.of("MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
      signed.put(name, envelope.path(name).textValue());
    }
    signed.put("Message", message);
    StringBuilder text = new StringBuilder();
    signed.forEach((name, value) -> text.append(name + "\n" + value + "\n"));
    Signature signature = Signature.getInstance("SHA1withRSA");
    signature.initVerify(certificate);
    signature.update(text.toString().getBytes(UTF_8));
    return signature.verify(Base64.getDecoder().decode(envelope.path("Signature").textValue()));
  }

  @Test
  @Conforms("sns-envelope")
  void anEnvelopeWithoutSubjectAndAttributesHasNoSuchFields() throws Exception {
    fixture.subscribe("sqs", QUEUE);
    fixture.publish("m");
    JsonNode envelope = new ObjectMapper().readTree(fixture.targets.in(QUEUE).getFirst().body());
    assertThat(envelope.has("Subject")).isFalse();
    assertThat(envelope.has("MessageAttributes")).isFalse();
  }

  @Test
  @Conforms("sns-raw")
  void rawDeliveryLeavesTheBodyAloneAndCopiesTheAttributes() {
    fixture.subscribe("sqs", QUEUE, true, null, null);
    fixture.sns.publish(
        it -> it.topicArn(TOPIC).message("{\"x\":1}").messageAttributes(attributes(10)));
    QueueMessage message = fixture.targets.in(QUEUE).getFirst();
    assertThat(message.body()).isEqualTo("{\"x\":1}");
    assertThat(message.attributes())
        .hasSize(10)
        .containsEntry("a0", new MessageAttribute("String", "v"));
  }

  @Test
  @Conforms("sns-raw")
  void rawDeliveryDiscardsAMessageWithMoreThanTenAttributes() {
    fixture.subscribe("sqs", QUEUE, true, null, null);
    String id =
        fixture
            .sns
            .publish(it -> it.topicArn(TOPIC).message("m").messageAttributes(attributes(11)))
            .messageId();
    assertThat(fixture.targets.in(QUEUE)).isEmpty();
    assertThat(fixture.onlySubscription().failed()).isEqualTo(1);
    assertThat(fixture.log).singleElement().asString().contains(id).contains("at most 10");
  }

  @Test
  @Conforms("sns-lambda")
  void aFunctionGetsTheEventOfTheJavaLibraryAndTheTrace() {
    fixture.subscribe("lambda", FUNCTION);
    String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=1:0a1b2c3d:7";
    fixture.sns.publish(
        it ->
            it.topicArn(TOPIC)
                .message("m")
                .subject("s")
                .messageAttributes(Map.of("kind", text("loud")))
                .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", trace)));
    NotingTargets.Invoked invoked = fixture.targets.invoked.getFirst();
    assertThat(invoked.endpoint()).isEqualTo(FUNCTION);
    assertThat(invoked.trace()).contains(trace);
    SNSEvent event =
        LambdaEventSerializers.serializerFor(SNSEvent.class, getClass().getClassLoader())
            .fromJson(invoked.event());
    SNSEvent.SNSRecord entry = event.getRecords().getFirst();
    assertThat(entry.getEventSource()).isEqualTo("aws:sns");
    assertThat(entry.getEventVersion()).isEqualTo("1.0");
    assertThat(entry.getEventSubscriptionArn()).startsWith(TOPIC + ":");
    SNSEvent.SNS sns = entry.getSNS();
    assertThat(sns.getMessage()).isEqualTo("m");
    assertThat(sns.getSubject()).isEqualTo("s");
    assertThat(sns.getType()).isEqualTo("Notification");
    assertThat(sns.getTopicArn()).isEqualTo(TOPIC);
    assertThat(sns.getTimestamp()).isNotNull();
    assertThat(sns.getSigningCertUrl()).isNotNull();
    assertThat(sns.getUnsubscribeUrl()).isNotNull();
    assertThat(sns.getMessageAttributes().get("kind").getValue()).isEqualTo("loud");
  }

  @Test
  @Conforms("sns-structure")
  void aMessagePerProtocolIsGivenToThatProtocol() throws Exception {
    fixture.subscribe("sqs", QUEUE, true, null, null);
    fixture.subscribe("lambda", FUNCTION);
    fixture.sns.publish(
        it ->
            it.topicArn(TOPIC)
                .messageStructure("json")
                .message("{\"default\":\"all\",\"sqs\":\"queues\",\"email\":\"people\"}"));
    assertThat(fixture.targets.in(QUEUE).getFirst().body()).isEqualTo("queues");
    JsonNode event = new ObjectMapper().readTree(fixture.targets.invoked.getFirst().event());
    assertThat(event.at("/Records/0/Sns/Message").textValue()).isEqualTo("all");
  }

  @Test
  @Conforms("sns-filter")
  void whatThePolicyDoesNotWantIsCountedAndNotDelivered() {
    fixture.subscribe("sqs", QUEUE, true, "{\"kind\":[{\"prefix\":\"lo\"}]}", null);
    fixture.publish("none");
    for (String kind : List.of("loud", "quiet")) {
      fixture.sns.publish(
          it -> it.topicArn(TOPIC).message(kind).messageAttributes(Map.of("kind", text(kind))));
    }
    assertThat(fixture.targets.in(QUEUE)).extracting(QueueMessage::body).containsExactly("loud");
    assertThat(fixture.onlySubscription().filtered()).isEqualTo(2);
    assertThat(fixture.onlySubscription().delivered()).isEqualTo(1);
    assertThat(fixture.topics.state().getFirst().published()).isEqualTo(3);
  }
}
