package dev.parley.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of files must do. */
public abstract class FileStoreContract {
  private static final byte[] LEASE = "%PDF-1.7 lease".getBytes(UTF_8);
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final ConversationId conversation =
      new ConversationId("legal-portal", "AAAAAAAAAAAAAAAAAAAAAA");

  /** Unique, so that tests can share one store. */
  private final String id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);

  private final Attachment lease =
      new Attachment(id, "Lease.pdf", "application/pdf", LEASE.length, sha256(LEASE));

  protected abstract FileStore files();

  /** By whose time forms and links expire. */
  protected abstract Instant now();

  protected abstract void advance(Duration by);

  /** Posts a form with a file, and tells whether it was taken. */
  protected abstract boolean post(FileStore.Form form, byte[] content);

  /** Gets what a link leads to; empty when it leads to nothing any more. */
  protected abstract Optional<Downloaded> get(URI link);

  /** What somebody gets who follows a link. */
  public record Downloaded(String content, String type, String disposition) {}

  @Test
  public void whatIsUploadedIsLookedAtKeptAndDownloaded() {
    assertThat(post(form(), LEASE)).isTrue();
    FileStore.Beginning beginning = beginning(5).orElseThrow();
    assertThat(UTF_8.decode(beginning.bytes()).toString()).isEqualTo("%PDF-");
    assertThat(get(link())).isEmpty();

    assertThat(files().keep(conversation, id, beginning.version())).isTrue();
    assertThat(get(link()))
        .hasValueSatisfying(
            got -> {
              assertThat(got.content()).isEqualTo("%PDF-1.7 lease");
              assertThat(got.type()).isEqualTo("application/pdf");
              assertThat(got.disposition()).startsWith("attachment;").contains("Lease.pdf");
            });
  }

  @Test
  public void aBeginningIsTheWholeOfAShorterFile() {
    post(form(), LEASE);
    assertThat(beginning(4_096).orElseThrow().bytes().remaining()).isEqualTo(LEASE.length);
  }

  @Test
  public void onlyTheVeryBytesThatWereAnnouncedAreTaken() {
    FileStore.Form form = form();
    assertThat(post(form, "%PDF-1.7 leave".getBytes(UTF_8))).isFalse();
    assertThat(post(form, "%PDF-1.7 leases".getBytes(UTF_8))).isFalse();
    assertThat(post(form, "%PDF-1.7 leas".getBytes(UTF_8))).isFalse();
    assertThat(post(form, new byte[0])).isFalse();
    assertThat(beginning(5)).isEmpty();
    assertThat(post(form, LEASE)).isTrue();
    assertThat(post(form, LEASE)).isTrue();
  }

  @Test
  public void aFormExpires() {
    FileStore.Form form = form();
    advance(LIFE);
    assertThat(post(form, LEASE)).isFalse();
    assertThat(beginning(5)).isEmpty();
  }

  @Test
  public void whatWasNotUploadedCannotBeLookedAtOrKept() {
    assertThat(beginning(5)).isEmpty();
    assertThat(files().keep(conversation, id, "\"9a0364b9e99bb480dd25e1f0284c8555\"")).isFalse();
    assertThat(get(link())).isEmpty();
  }

  @Test
  public void onlyTheVersionThatWasLookedAtIsKept() {
    post(form(), LEASE);
    String version = beginning(5).orElseThrow().version();
    assertThat(files().keep(conversation, id, version.replaceAll("[0-9a-f]", "0"))).isFalse();
    assertThat(get(link())).isEmpty();
    assertThat(files().keep(conversation, id, version)).isTrue();
    assertThat(files().keep(conversation, id, version)).isTrue();
  }

  @Test
  public void anUploadOfOneConversationIsNoneOfAnother() {
    post(form(), LEASE);
    ConversationId other = new ConversationId("legal-portal", "BAAAAAAAAAAAAAAAAAAAAA");
    assertThat(files().beginning(other, id, 5)).isEmpty();
  }

  @Test
  public void aLinkExpires() {
    post(form(), LEASE);
    files().keep(conversation, id, beginning(5).orElseThrow().version());
    URI link = link();
    advance(Duration.ofSeconds(299));
    assertThat(get(link)).isPresent();
    advance(Duration.ofSeconds(2));
    assertThat(get(link)).isEmpty();
    assertThat(get(link())).isPresent();
  }

  @Test
  public void whatIsErasedIsGone() {
    post(form(), LEASE);
    files().keep(conversation, id, beginning(5).orElseThrow().version());
    files().erase(conversation, id);
    assertThat(get(link())).isEmpty();
    assertThat(beginning(5)).isEmpty();
    files().erase(conversation, id);
  }

  private FileStore.Form form() {
    return files().form(conversation, lease, now(), now().plus(LIFE));
  }

  private Optional<FileStore.Beginning> beginning(int atMost) {
    return files().beginning(conversation, id, atMost);
  }

  private URI link() {
    return files().link(conversation, lease, now(), now().plus(Duration.ofMinutes(5)));
  }

  /** A checksum as it is announced. */
  public static String sha256(byte[] content) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
