package dev.parley.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.local.Conforms;
import dev.parley.local.template.QueuePolicyResource.Condition;
import dev.parley.local.template.QueuePolicyResource.Effect;
import dev.parley.local.template.QueuePolicyResource.Statement;
import dev.parley.local.template.SubscriptionResource.FilterPolicyScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every kind of resource is understood, with what is written and the defaults of AWS. */
class KnownResourcesTest {
  private static final String SQS = "arn:aws:sqs:us-east-1:123456789012:";
  private static final String NEWS = "arn:aws:sns:us-east-1:123456789012:news";

  @Test
  void queuesHaveWhatIsWrittenAndTheDefaultsOfAws() {
    assertThat(Everything.TEMPLATE.addressed(Map.of()).queues()).hasSize(4).contains("work");
    assertThat(Everything.queue("Work"))
        .isEqualTo(
            new QueueResource(
                "Work",
                "work",
                "http://127.0.0.1:9324/123456789012/work",
                SQS + "work",
                false,
                false,
                Duration.ofSeconds(5),
                Duration.ofSeconds(90),
                Duration.ofDays(4),
                262_144,
                Duration.ofSeconds(20),
                Optional.of(new QueueResource.Redrive(Everything.queue("Lost").arn(), 5))));
    QueueResource lost = Everything.queue("Lost");
    assertThat(lost.name()).matches("parley-local-Lost-[0-9A-Z]{12}");
    assertThat(lost.delay()).isZero();
    assertThat(lost.visibilityTimeout()).hasSeconds(30);
    assertThat(lost.retention()).hasDays(4);
    assertThat(lost.maximumMessageSize()).isEqualTo(1_048_576);
    assertThat(lost.receiveWait()).isZero();
    assertThat(lost.redrive()).isEmpty();
  }

  @Test
  @Conforms("sqs-fifo-name")
  void aFifoQueueWithoutANameGetsOneThatEndsInFifo() {
    QueueResource steps = Everything.queue("Steps");
    assertThat(steps.fifo()).isTrue();
    assertThat(steps.contentBasedDeduplication()).isTrue();
    assertThat(steps.name()).matches("parley-local-Steps-[0-9A-Z]{12}\\.fifo");
    assertThat(steps.redrive()).contains(new QueueResource.Redrive(SQS + "lost-steps.fifo", 3));
    assertThat(Everything.STACK.outputs())
        .containsEntry("StepsName", steps.name())
        .containsEntry("StepsUrl", "http://127.0.0.1:9324/123456789012/" + steps.name());
  }

  @Test
  void onlyTheQueuesOfTheAccountAreHere() {
    String other = "https://sqs.us-east-1.amazonaws.com/210987654321/work";
    var addresses = Addresses.none().queues("127.0.0.1", 9324);
    assertThat(addresses.localise(other)).isEqualTo(other);
  }

  @Test
  void policiesOfQueuesAreKeptAsStatements() {
    String lost = Everything.queue("Lost").arn();
    assertThat(Everything.STACK.queuePolicies())
        .containsExactly(
            new QueuePolicyResource(
                "WorkPolicy",
                List.of(SQS + "work", lost),
                List.of(
                    new Statement(
                        Effect.ALLOW,
                        Map.of("Service", List.of("sns.amazonaws.com")),
                        List.of("sqs:SendMessage"),
                        List.of(SQS + "work", lost),
                        List.of(new Condition("ArnEquals", "aws:SourceArn", List.of(NEWS)))))),
            new QueuePolicyResource(
                "StepsPolicy",
                List.of(Everything.queue("Steps").arn()),
                List.of(
                    new Statement(
                        Effect.ALLOW,
                        Map.of("AWS", List.of("*")),
                        List.of("sqs:*"),
                        List.of("*"),
                        List.of(
                            new Condition("StringLike", "aws:SourceArn", List.of("arn:aws:sns:*")),
                            new Condition(
                                "StringEquals", "aws:SourceAccount", List.of("123456789012")))))));
  }

  @Test
  void topicsHaveTheirSubscriptionsWhereverTheseAreWritten() {
    assertThat(Everything.STACK.topics().getFirst())
        .isEqualTo(new TopicResource("News", "news", NEWS, false, false, Optional.of("The news")));
    assertThat(Everything.STACK.topics().getLast().name())
        .matches("parley-local-Ordered-.{12}\\.fifo");
    assertThat(Everything.STACK.topics().getLast().fifo()).isTrue();
    assertThat(Everything.STACK.subscriptions())
        .extracting(SubscriptionResource::id)
        .containsExactly(
            "NewsSubscription0", "NewsToWork", "OrderedToSteps", "NewsToWorker", "WatcherTold");
    SubscriptionResource mail = Everything.subscription("NewsSubscription0");
    assertThat(mail.protocol()).isEqualTo("email");
    assertThat(mail.endpoint()).isEqualTo("ada@example.com");
    SubscriptionResource toWork = Everything.subscription("NewsToWork");
    assertThat(toWork.arn())
        .startsWith(NEWS + ":")
        .isEqualTo(Everything.STACK.outputs().get("Subscription"));
    assertThat(toWork.endpoint()).isEqualTo(SQS + "work");
    assertThat(toWork.raw()).isTrue();
    assertThat(toWork.scope()).isEqualTo(FilterPolicyScope.MESSAGE_BODY);
    assertThat(toWork.deadLetterQueueArn()).contains(Everything.queue("Lost").arn());
    assertThat(Everything.subscription("NewsToWorker").function()).contains("Worker");
    SubscriptionResource told = Everything.subscription("WatcherTold");
    assertThat(told.protocol()).isEqualTo("lambda");
    assertThat(told.endpoint()).isEqualTo(Everything.function("Watcher").arn());
    assertThat(told.function()).contains("Watcher");
    assertThat(told.scope()).isEqualTo(FilterPolicyScope.MESSAGE_ATTRIBUTES);
    assertThat(told.deadLetterQueueArn()).contains(Everything.queue("Lost").arn());
  }

  @Test
  void aFilterPolicyWrittenInYamlIsJsonWithItsNumbersAndTexts() {
    assertThat(Everything.subscription("NewsToWork").filterPolicy())
        .contains(
            "{\"kind\":[\"paid\",{\"prefix\":\"open\"},{\"anything-but\":[\"7\"]}],"
                + "\"amount\":[{\"numeric\":[\">=\",1.50,\"<\",100]}],"
                + "\"test\":[{\"exists\":false}]}");
    assertThat(Everything.subscription("OrderedToSteps").filterPolicy())
        .contains("{\"a\":[\"b\"]}");
    assertThat(Everything.subscription("WatcherTold").filterPolicy())
        .contains("{\"urgent\":[\"true\"]}");
  }

  @Test
  void bucketsKeepTheirRulesForPagesAndForOldObjects() {
    BucketResource files = Everything.STACK.buckets().getFirst();
    assertThat(files.name()).matches("parley-local-files-[0-9a-z]{12}");
    assertThat(files.cors())
        .containsExactly(
            new BucketResource.CorsRule(
                List.of("https://app.example"),
                List.of("GET", "POST"),
                List.of("*"),
                List.of("ETag"),
                Optional.of(600)));
    assertThat(files.expirations()).containsExactly(new BucketResource.Expiration("uploads/", 7));
    assertThat(Everything.STACK.outputs())
        .containsEntry("Bucket", files.name())
        .containsEntry("BucketArn", "arn:aws:s3:::" + files.name())
        .containsEntry("BucketDomain", files.name() + ".s3.amazonaws.com")
        .containsEntry("BucketRegionalDomain", files.name() + ".s3.us-east-1.amazonaws.com");
  }

  @Test
  void whatOnlyNeedsANameHasOneLikeOnAws() {
    assertThat(Everything.STACK.emailIdentities())
        .containsExactly(new EmailIdentityResource("Sender", "hello@example.com"));
    assertThat(Everything.STACK.outputs())
        .containsEntry("Identity", "hello@example.com")
        .containsEntry("QueueUrl", "http://127.0.0.1:9324/123456789012/work")
        .containsEntry("QueueUrlByName", "http://127.0.0.1:9324/123456789012/work")
        .containsEntry("TopicArn", NEWS)
        .hasEntrySatisfying("OrderedName", it -> assertThat(it).endsWith(".fifo"))
        .hasEntrySatisfying(
            "Mapping", it -> assertThat(it).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
        .hasEntrySatisfying(
            "Role",
            it -> assertThat(it).startsWith("arn:aws:iam::123456789012:role/parley-local-Worker"))
        .hasEntrySatisfying(
            "Policy", it -> assertThat(it).startsWith("arn:aws:iam::123456789012:policy/parley-"));
  }

  @Test
  void whatIsRightIsNotWarnedOf() {
    assertThat(Everything.STACK.warnings()).isEmpty();
  }
}
