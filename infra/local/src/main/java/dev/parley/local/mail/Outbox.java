package dev.parley.local.mail;

import dev.parley.local.file.Durable;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of the mails that were sent, a file each, named so that they sort by time. */
final class Outbox {
  private static final String SUFFIX = ".eml";
  private static final String UNFINISHED = ".eml.new";
  private static final String RECIPIENTS = "X-Envelope-To";
  private static final String SIMULATED = "X-Simulated";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** What else lies in the folder is somebody else's. */
  private static final Pattern OURS = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z-.+\\.eml");

  private final Path folder;
  private final ConcurrentSkipListMap<String, SentMail> mails = new ConcurrentSkipListMap<>();

  private Outbox(Path folder) {
    this.folder = folder;
  }

  static Outbox open(Path folder) throws IOException, MessagingException {
    Outbox outbox = new Outbox(Files.createDirectories(folder));
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      if (OURS.matcher(file.getFileName().toString()).matches()) {
        outbox.remember(file);
      } else if (file.toString().endsWith(UNFINISHED)) {
        Files.delete(file);
      }
    }
    return outbox;
  }

  /** Written whole and kept, whatever happens, when this returns. */
  void write(
      String messageId, Instant at, byte[] message, List<String> to, Optional<String> simulated)
      throws IOException, MessagingException {
    String name = NAME.format(at) + "-" + messageId + SUFFIX;
    byte[] head = envelope(to, simulated);
    byte[] whole = Arrays.copyOf(head, head.length + message.length);
    System.arraycopy(message, 0, whole, head.length, message.length);
    Path file = folder.resolve(name);
    Durable.replace(file, whole);
    remember(file);
  }

  /** Headers in front of the message, for what it does not tell itself. */
  private static byte[] envelope(List<String> to, Optional<String> simulated) {
    String recipients = RECIPIENTS + ": " + String.join(",\r\n ", to) + "\r\n";
    return (recipients + simulated.map(it -> SIMULATED + ": " + it + "\r\n").orElse(""))
        .getBytes(StandardCharsets.US_ASCII);
  }

  List<SentMail> newestFirst() {
    return List.copyOf(mails.descendingMap().values());
  }

  private void remember(Path file) throws IOException, MessagingException {
    String name = file.getFileName().toString();
    int dash = name.indexOf('-');
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage message = Mime.read(in);
      mails.put(
          name,
          new SentMail(
              name.substring(dash + 1, name.length() - SUFFIX.length()),
              Instant.from(NAME.parse(name.substring(0, dash))),
              decoded(message.getHeader("From", ", ")),
              recipients(message),
              Optional.ofNullable(message.getSubject()).orElse(""),
              file,
              Optional.ofNullable(message.getHeader(SIMULATED, ","))));
    }
  }

  private static List<String> recipients(MimeMessage message) throws MessagingException {
    String header = message.getHeader(RECIPIENTS, ",");
    return header == null
        ? List.of()
        // One a line: an address may have a comma of its own.
        : Arrays.stream(header.split(",\\r?\\n")).map(String::strip).toList();
  }

  private static String decoded(String header) throws IOException {
    return header == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(header));
  }
}
