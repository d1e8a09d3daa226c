package dev.parley.local.mail;

import dev.parley.local.clock.LocalClock;
import dev.parley.local.endpoint.Endpoint;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/** An outbox at an endpoint, and the SDK that sends to it. */
abstract class MailCase {
  static final String FROM = "Parlour <post@shop.example>";

  @TempDir Path folder;
  final LocalClock clock = new LocalClock();
  final Endpoint endpoint = Endpoint.listen("127.0.0.1", 0, clock, _ -> {});
  final SesV2Client ses = client("local");

  @AfterEach
  void close() {
    ses.close();
    endpoint.close();
  }

  final SesV2Client client(String secret) {
    return SesV2Client.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.EU_CENTRAL_1)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        // What is refused for being too much would be sent again until it is not.
        .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", secret)))
        .build();
  }

  final Mail mail(boolean sandbox) {
    return mail(sandbox, clock);
  }

  final Mail mail(boolean sandbox, InstantSource clock) {
    Mail mail =
        Mail.open(
            new MailDefinition(List.of("shop.example", "Anna@Home.example"), sandbox),
            clock,
            folder);
    endpoint.service(Mail.SIGNING_NAME, mail);
    return mail;
  }

  static Content utf8(String text) {
    return Content.builder().data(text).charset("UTF-8").build();
  }

  static SendEmailRequest.Builder to(String... recipients) {
    return SendEmailRequest.builder()
        .fromEmailAddress(FROM)
        .destination(it -> it.toAddresses(recipients))
        .content(
            content ->
                content.simple(
                    it -> it.subject(utf8("Привет")).body(b -> b.text(utf8("Ваш заказ готов")))));
  }
}
