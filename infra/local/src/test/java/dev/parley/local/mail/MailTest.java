package dev.parley.local.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sesv2.model.Attachment;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;

class MailTest extends MailCase {
  private static MimeMessage open(Mail mail) throws Exception {
    return Mime.read(mail.read(mail.sent().getFirst().messageId()).orElseThrow());
  }

  @Test
  @Conforms("mail-eml")
  void aMailBecomesAFileThatMailProgramsRead() throws Exception {
    Mail mail = mail(false);
    clock.advance(Duration.ofDays(3));
    Instant before = clock.instant().minusMillis(1);
    String id = ses.sendEmail(to("client@elsewhere.example").build()).messageId();
    SentMail sent = mail.sent().getFirst();
    assertThat(sent.messageId()).isEqualTo(id);
    assertThat(sent.subject()).isEqualTo("Привет");
    assertThat(sent.from()).isEqualTo(FROM);
    assertThat(sent.to()).containsExactly("client@elsewhere.example");
    assertThat(sent.at()).isBetween(before, clock.instant());
    assertThat(sent.simulated()).isEmpty();
    String file = Files.readString(sent.file());
    assertThat(file).isASCII().contains("Subject: =?UTF-8?", "Message-ID: <" + id + "@email.ama");
    MimeMessage message = open(mail);
    assertThat(message.getSubject()).isEqualTo("Привет");
    assertThat(message.getContent()).isEqualTo("Ваш заказ готов");
    assertThat(message.getSentDate().toInstant())
        .isBetween(before.minusSeconds(1), clock.instant());
  }

  @Test
  void textAndHtmlAreAlternativesAndAttachmentsAreBesideThem() throws Exception {
    Mail mail = mail(false);
    ses.sendEmail(
        to("a@b.example")
            .content(
                content ->
                    content.simple(
                        it ->
                            it.subject(utf8("x"))
                                .body(b -> b.text(utf8("текст")).html(utf8("<b>текст</b>")))
                                .headers(MessageHeader.builder().name("X-Order").value("7").build())
                                .attachments(
                                    Attachment.builder()
                                        .fileName("счёт.pdf")
                                        .contentType("application/pdf")
                                        .rawContent(SdkBytes.fromUtf8String("%PDF"))
                                        .build())))
            .build());
    MimeMessage message = open(mail);
    assertThat(message.getHeader("X-Order")).containsExactly("7");
    MimeMultipart mixed = (MimeMultipart) message.getContent();
    MimeMultipart words = (MimeMultipart) mixed.getBodyPart(0).getContent();
    assertThat(words.getContentType()).startsWith("multipart/alternative");
    assertThat(words.getBodyPart(0).getContent()).isEqualTo("текст");
    assertThat(words.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(words.getBodyPart(1).getContent()).isEqualTo("<b>текст</b>");
    assertThat(MimeUtility.decodeText(mixed.getBodyPart(1).getFileName())).isEqualTo("счёт.pdf");
    assertThat(mixed.getBodyPart(1).getInputStream()).hasBinaryContent("%PDF".getBytes(UTF_8));
  }

  @Test
  void aRawMessageIsKeptAsItIsButForItsHiddenRecipients() throws Exception {
    Mail mail = mail(false);
    String raw =
        "From: post@shop.example\r\nTo: a@b.example\r\nBcc: c@d.example\r\nSubject: raw\r\n\r\nhi";
    ses.sendEmail(it -> it.content(c -> c.raw(r -> r.data(SdkBytes.fromUtf8String(raw)))));
    assertThat(mail.sent().getFirst().to()).containsExactly("a@b.example", "c@d.example");
    assertThat(open(mail).getHeader("Bcc")).isNull();
    assertThat(open(mail).getHeader("Date")).hasSize(1);
    assertThat(open(mail).getContent()).isEqualTo("hi");
    String forged = raw.replace("post@shop", "post@bank");
    assertThatThrownBy(
            () ->
                ses.sendEmail(
                    it -> it.content(c -> c.raw(r -> r.data(SdkBytes.fromUtf8String(forged))))))
        .isInstanceOf(MessageRejectedException.class)
        .hasMessageContaining("post@bank.example");
  }

  @Test
  void theOutboxKeepsItsMailsInOrder() throws Exception {
    Mail first = mail(false);
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      ses.sendEmail(to("a" + i + "@b.example").build());
    }
    Files.writeString(folder.resolve("broken.eml.new"), "half");
    Mail again = mail(false);
    assertThat(again.sent()).isEqualTo(first.sent());
    assertThat(again.sent())
        .extracting(it -> it.to().getFirst())
        .containsExactly("a2@b.example", "a1@b.example", "a0@b.example");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void whatSomebodyElseHasPutIntoTheOutboxIsNoMailOfOurs() throws Exception {
    for (String name : new String[] {"note.eml", "Re-invoice.eml", "20261121T090500.000Z.eml"}) {
      Files.writeString(folder.resolve(name), "Subject: x\r\n\r\nx");
    }
    Files.createDirectory(folder.resolve("a-b.eml"));
    assertThat(mail(false).sent()).isEmpty();
  }

  @Test
  void aCommaInAQuotedAddressPartsNoRecipients() {
    Mail mail = mail(false);
    ses.sendEmail(to("\"a,b\"@b.example", "c@b.example").build());
    assertThat(mail.sent().getFirst().to()).containsExactly("\"a,b\"@b.example", "c@b.example");
  }
}
