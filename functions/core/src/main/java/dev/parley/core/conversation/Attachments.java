package dev.parley.core.conversation;

import dev.parley.core.digest.Sha256;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Quota;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * Takes files from people and hands them out. The bytes go between the person and the store: here
 * is said what may be uploaded, and what was uploaded becomes an entry like any message.
 */
public final class Attachments {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int ID_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Ports ports;
  private final Uploads uploads;
  private final FileStore files;
  private final Messages messages;

  public Attachments(Ports ports, Uploads uploads, FileStore files) {
    this.ports = ports;
    this.uploads = uploads;
    this.files = files;
    this.messages = new Messages(ports, this::take);
  }

  /**
   * A file that may be uploaded now.
   *
   * @param file its id, which nobody else is told
   */
  public record Prepared(String file, FileStore.Form form, Instant expiresAt) {}

  /** Where a file can be downloaded for a while. */
  public record Link(URI url, Instant expiresAt) {}

  /** Lets somebody upload a file who may write in the conversation now. */
  public Prepared prepare(Membership me, ConversationId id, FileDescription file) {
    Tail head = ports.store().head(id);
    Side side = Access.side(me, head.conversation());
    Instant now = ports.clock().instant();
    Changing.requireThatMayWrite(head, side, now);
    Starting.requireThatMayWrite(ports, side, head);
    me.workspace().files().require(file.type(), file.bytes());
    String person = me.member().person();
    String what = Quota.key(me.workspace().id(), "uploads", person);
    ports.quota().require(what, me.workspace().files().perDay(), DAY, now);

    String secret = newId();
    Instant expiresAt = now.plus(Limits.UPLOAD).truncatedTo(ChronoUnit.SECONDS);
    uploads.save(hash(secret), new UploadPermit(id, person, file, expiresAt));
    return new Prepared(secret, files.form(id, file.as(secret), now, expiresAt), expiresAt);
  }

  /** Sends what was uploaded; whoever tries again gets an equal receipt, whatever has expired. */
  public Receipt send(Membership me, Draft draft) {
    return messages.write(new Caller.OverRest(me), draft).receipt();
  }

  /** A link to the file of an entry, for whoever may read that. */
  public Link link(Membership me, ConversationId id, long seq) {
    Access.side(me, ports.store().head(id).conversation());
    Attachment file =
        ports.store().entry(id, seq).flatMap(Attachments::file).orElseThrow(Refused::notFound);
    Instant now = ports.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(Limits.FILE_LINK);
    return new Link(files.link(id, file, now, expiresAt), expiresAt);
  }

  /** The permit comes first: nobody learns by trying what others have uploaded. */
  private Attachment take(Author author, Draft draft, Upload upload) {
    ConversationId id = draft.conversation();
    FileDescription announced =
        uploads
            .redeem(
                hash(upload.file()),
                id,
                author.person(),
                draft.clientMessageId(),
                ports.clock().instant())
            .orElseThrow(Refused::notFound)
            .file();
    FileStore.Beginning beginning =
        files
            .beginning(id, upload.file(), FileType.BEGINNING_BYTES)
            .orElseThrow(Attachments::missing);
    requireType(announced.type(), beginning.bytes());
    if (!files.keep(id, upload.file(), beginning.version())) {
      throw missing();
    }
    return announced.as(upload.file());
  }

  private static void requireType(String type, ByteBuffer beginning) {
    if (FileType.named(type).filter(known -> known.accepts(beginning)).isEmpty()) {
      throw Refused.of(Code.FILE_REFUSED, "The file does not begin as one of its type does.");
    }
  }

  private static Refused missing() {
    return Refused.of(Code.FILE_MISSING, "The file is not uploaded: post the form first.");
  }

  private static Optional<Attachment> file(Entry entry) {
    return entry.content() instanceof Content.File sent
        ? Optional.of(sent.file())
        : Optional.empty();
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    ports.random().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String file) {
    return new Sha256("parley/upload/1").add(file).text(HASH_BYTES);
  }
}
