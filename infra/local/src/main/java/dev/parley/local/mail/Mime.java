package dev.parley.local.mail;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** Makes the message that would travel from what was asked for. */
final class Mime {
  static final int MOST_HEADERS = 15;
  private static final Session SESSION = Session.getInstance(new Properties());
  // SES writes these itself.
  private static final Set<String> RESERVED =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "date",
          "message-id",
          "reply-to",
          "return-path",
          "sender",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "received");

  private Mime() {}

  /** A message that keeps the id it is given. */
  private static final class Identified extends MimeMessage {
    Identified() {
      super(SESSION);
    }

    @Override
    protected void updateMessageID() {
      // The sender sets it.
    }
  }

  static MimeMessage read(byte[] raw) throws MessagingException {
    return new MimeMessage(SESSION, new ByteArrayInputStream(raw));
  }

  static MimeMessage read(InputStream raw) throws MessagingException {
    return new MimeMessage(SESSION, raw);
  }

  static MimeMessage simple(Sending sending, InternetAddress from)
      throws MessagingException, IOException, Rejection {
    JsonNode simple = sending.content().path("Simple");
    MimeMessage message = new Identified();
    message.setFrom(from);
    message.setRecipients(RecipientType.TO, array(sending.to()));
    message.setRecipients(RecipientType.CC, array(sending.cc()));
    if (!sending.replyTo().isEmpty()) {
      message.setReplyTo(array(sending.replyTo()));
    }
    setSubject(message, simple.path("Subject"));
    for (JsonNode header : headers(simple.path("Headers"))) {
      message.addHeader(header.path("Name").asText(), folded(header));
    }
    setContent(message, simple);
    return message;
  }

  private static InternetAddress[] array(List<InternetAddress> addresses) {
    return addresses.toArray(InternetAddress[]::new);
  }

  private static void setSubject(MimeMessage message, JsonNode subject)
      throws MessagingException, Rejection {
    String text = required(subject, "Subject");
    if (text.chars().anyMatch(c -> c == '\r' || c == '\n')) {
      throw Rejection.badRequest("Subject must not contain line breaks");
    }
    message.setSubject(text, charset(subject));
  }

  private static JsonNode headers(JsonNode headers) throws Rejection {
    if (headers.size() > MOST_HEADERS) {
      throw Rejection.badRequest("There are more than " + MOST_HEADERS + " headers");
    }
    for (JsonNode header : headers) {
      String name = header.path("Name").asText();
      if (!name.matches("[!-9;-~]{1,126}") || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        throw Rejection.badRequest("Invalid header name: " + name.replaceAll("[^!-~]", "?"));
      }
      if (!header.path("Value").asText().matches("[ -~]{1,870}")) {
        throw Rejection.badRequest("Invalid value of header " + name);
      }
    }
    return headers;
  }

  private static String folded(JsonNode header) {
    return MimeUtility.fold(
        header.path("Name").asText().length() + 2, header.path("Value").asText());
  }

  private static void setContent(MimeMessage message, JsonNode simple)
      throws MessagingException, IOException, Rejection {
    JsonNode attachments = simple.path("Attachments");
    if (attachments.isEmpty()) {
      setWords(message, simple.path("Body"));
      return;
    }
    MimeBodyPart words = new MimeBodyPart();
    setWords(words, simple.path("Body"));
    MimeMultipart all = new MimeMultipart("mixed", words);
    for (JsonNode attachment : attachments) {
      all.addBodyPart(attached(attachment));
    }
    message.setContent(all);
  }

  private static void setWords(MimePart part, JsonNode body) throws MessagingException, Rejection {
    JsonNode text = body.path("Text");
    JsonNode html = body.path("Html");
    if (text.isMissingNode() && html.isMissingNode()) {
      throw Rejection.badRequest("Missing body: neither text nor HTML");
    }
    if (html.isMissingNode() || text.isMissingNode()) {
      setText(part, html.isMissingNode() ? text : html, html.isMissingNode() ? "plain" : "html");
      return;
    }
    MimeBodyPart plain = new MimeBodyPart();
    setText(plain, text, "plain");
    MimeBodyPart styled = new MimeBodyPart();
    setText(styled, html, "html");
    part.setContent(new MimeMultipart("alternative", plain, styled));
  }

  private static void setText(MimePart part, JsonNode words, String subtype)
      throws MessagingException, Rejection {
    part.setText(required(words, "Body"), charset(words), subtype);
  }

  private static MimeBodyPart attached(JsonNode attachment)
      throws MessagingException, UnsupportedEncodingException, Rejection {
    String name = required(attachment.path("FileName"), "FileName of an attachment");
    String type = attachment.path("ContentType").asText("application/octet-stream");
    byte[] content = base64(attachment.path("RawContent"), "RawContent of an attachment");
    if (!(name + type).matches("[^\\p{Cntrl}]*") || !type.matches("[\\w.+-]+/[\\w.+-]+.*")) {
      throw Rejection.badRequest("Invalid name or type of an attachment");
    }
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
    part.setFileName(MimeUtility.encodeText(name, "UTF-8", null));
    part.setDisposition(
        attachment.path("ContentDisposition").asText("ATTACHMENT").toLowerCase(Locale.ROOT));
    String id = attachment.path("ContentId").asText("");
    if (id.matches("[!-;=?-~]+")) {
      part.setContentID("<" + id + ">");
    }
    return part;
  }

  static byte[] base64(JsonNode node, String what) throws Rejection {
    try {
      return Base64.getDecoder().decode(required(node, what));
    } catch (IllegalArgumentException e) {
      throw Rejection.badRequest(what + " is not base 64");
    }
  }

  private static String required(JsonNode node, String what) throws Rejection {
    JsonNode data = node.isObject() ? node.path("Data") : node;
    if (!data.isTextual()) {
      throw Rejection.badRequest("Missing " + what);
    }
    return data.textValue();
  }

  // Without a character set, text is ASCII: what is not comes out as question marks, as the API
  // reference warns.
  private static String charset(JsonNode text) throws Rejection {
    String name = text.path("Charset").asText("US-ASCII");
    try {
      if (Charset.isSupported(MimeUtility.javaCharset(name))) {
        return name;
      }
    } catch (IllegalCharsetNameException e) {
      // Then it is refused like the unknown.
    }
    throw Rejection.badRequest("Unknown character set");
  }
}
