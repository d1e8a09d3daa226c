package dev.parley.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Attachment;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

class MailRulesTest extends MailCase {
  @Test
  @Conforms("mail-identity")
  void onlyVerifiedIdentitiesSend() {
    Mail mail = mail(false);
    assertThatThrownBy(
            () -> ses.sendEmail(to("a@b.example").fromEmailAddress("me@bank.example").build()))
        .isInstanceOfSatisfying(
            MessageRejectedException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "Email address is not verified. The following identities failed the check in"
                          + " region EU-CENTRAL-1: me@bank.example");
            });
    assertThat(mail.sent()).isEmpty();
    for (String good : List.of("anna@home.example", "x@mail.shop.example", "y@SHOP.example")) {
      ses.sendEmail(to("a@b.example").fromEmailAddress(good).build());
    }
    assertThat(mail.sent()).hasSize(3);
  }

  @Test
  @Conforms("mail-sandbox")
  void inTheSandboxRecipientsAreVerifiedTooAndFewMailsGoOut() {
    AtomicReference<Instant> now = new AtomicReference<>(clock.instant());
    Mail mail = mail(true, now::get);
    assertThatThrownBy(() -> ses.sendEmail(to("a@b.example").build()))
        .isInstanceOf(MessageRejectedException.class)
        .hasMessageContaining("a@b.example");
    ses.sendEmail(to("anna@home.example").build());
    assertThatThrownBy(() -> ses.sendEmail(to("anna@home.example").build()))
        .isInstanceOf(TooManyRequestsException.class)
        .hasMessageContaining("Maximum sending rate exceeded.");
    String[] fifty = Collections.nCopies(49, "anna@home.example").toArray(String[]::new);
    for (int i = 0; i < 4; i++) {
      now.set(now.get().plusSeconds(1));
      ses.sendEmail(to(fifty).build());
    }
    now.set(now.get().plusSeconds(1));
    assertThatThrownBy(() -> ses.sendEmail(to(fifty).build()))
        .hasMessageContaining("Daily message quota exceeded.");
    now.set(now.get().plus(Duration.ofDays(1)));
    ses.sendEmail(to("bounce@simulator.amazonses.com").build());
    assertThat(mail.sent()).hasSize(6);
    assertThat(mail.sent().getFirst().simulated()).contains("bounce");
    var account = ses.getAccount(_ -> {});
    assertThat(account.productionAccessEnabled()).isFalse();
    assertThat(account.sendQuota().sentLast24Hours()).isEqualTo(1);
  }

  @Test
  @Conforms("mail-limits")
  void atMostFiftyRecipientsAndFortyMegabytes() {
    Mail mail = mail(false);
    refused(to(Collections.nCopies(51, "a@b.example").toArray(String[]::new)), "exceeds 50");
    refused(to(), "Missing required header 'To'.");
    byte[] tooLong = new byte[30 * 1024 * 1024];
    refused(
        to("a@b.example")
            .content(
                content ->
                    content.simple(
                        it ->
                            it.subject(utf8("x"))
                                .body(b -> b.text(utf8("x")))
                                .attachments(
                                    Attachment.builder()
                                        .fileName("a")
                                        .rawContent(SdkBytes.fromByteArrayUnsafe(tooLong))
                                        .build()))),
        "Message length is more than 41943040 bytes long");
    assertThat(mail.sent()).isEmpty();
  }

  @ParameterizedTest
  @Conforms("mail-address")
  @ValueSource(
      strings = {
        "nobody",
        "a@b@c.example",
        "имя@b.example",
        "a@b.example\r\nBcc: c@d.example",
        "a b@c.example",
        "Имя <a@b.example>",
        "a@b.example, c@d.example",
        "@b.example",
        "a@"
      })
  void anAddressThatIsNoneIsRefused(String address) {
    Mail mail = mail(false);
    refused(to(address), "");
    refused(to("a@b.example").fromEmailAddress(address), "");
    refused(to("a@b.example").replyToAddresses(address), "");
    assertThat(mail.sent()).isEmpty();
  }

  @Test
  @Conforms("mail-address")
  void noHeaderCanBeSmuggledIn() {
    Mail mail = mail(false);
    Consumer<Content> subject =
        it ->
            refused(
                to("a@b.example")
                    .content(c -> c.simple(s -> s.subject(it).body(b -> b.text(utf8("x"))))),
                "Subject");
    subject.accept(utf8("x\r\nBcc: c@d.example"));
    subject.accept(utf8("x\nBcc: c@d.example"));
    for (String header : List.of("Bcc:a", "X-A\r\nBcc", "From", "")) {
      refused(
          to("a@b.example")
              .content(
                  c ->
                      c.simple(
                          s ->
                              s.subject(utf8("x"))
                                  .body(b -> b.text(utf8("x")))
                                  .headers(
                                      MessageHeader.builder().name(header).value("1").build()))),
          "Invalid header name");
    }
    refused(
        to("a@b.example").content(c -> c.template(t -> t.templateName("welcome"))), "Templates");
    assertThat(mail.sent()).isEmpty();
  }

  private void refused(SendEmailRequest.Builder request, String words) {
    assertThatThrownBy(() -> ses.sendEmail(request.build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatIsWronglySignedIsRefused() {
    Mail mail = mail(false);
    try (SesV2Client guessing = client("guessed")) {
      assertThatThrownBy(() -> guessing.sendEmail(to("a@b.example").build()))
          .isInstanceOfSatisfying(
              SesV2Exception.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
              });
    }
    assertThat(mail.sent()).isEmpty();
  }
}
