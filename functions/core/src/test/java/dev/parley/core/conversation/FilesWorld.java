package dev.parley.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A world whose people send files. */
final class FilesWorld {
  static final byte[] LEASE = "%PDF-1.7 lease".getBytes(UTF_8);

  final InMemoryFileStore bucket = new InMemoryFileStore();
  final InMemoryUploads uploads = new InMemoryUploads();
  final World world;
  final Attachments attachments;
  final Erasures erasures;

  FilesWorld() {
    this(World.inMemory());
  }

  FilesWorld(World world) {
    this.world = world;
    attachments = new Attachments(world.ports, uploads, bucket);
    erasures = new Erasures(world.ports, bucket);
  }

  void policy(FilePolicy files) {
    Workspace settings =
        new Workspace(
            world.workspace,
            "W",
            StartPolicy.STAFF_ANY,
            Set.of(),
            Workspace.CHAT_ROLES,
            files,
            ConsultationPolicy.DEFAULT);
    world.directory.provision(new Preset(settings, List.of(), List.of()));
  }

  static FileDescription pdf(byte[] content) {
    return new FileDescription(
        "Lease.pdf", "application/pdf", content.length, FileStoreContract.sha256(content));
  }

  Attachments.Prepared prepare(Member member, ConversationId id, FileDescription file) {
    return attachments.prepare(world.in(member), id, file);
  }

  /** Announces a file and uploads it; gives its id. */
  String upload(Member member, ConversationId id, byte[] content) {
    Attachments.Prepared prepared = prepare(member, id, pdf(content));
    if (!bucket.post(prepared.form(), content, world.now())) {
      throw new IllegalStateException("the bucket refused what it was told of");
    }
    return prepared.file();
  }

  Receipt send(Member member, ConversationId id, String message, long after, String file) {
    return attachments.send(world.in(member), draft(id, message, after, file, false));
  }

  static Draft draft(ConversationId id, String message, long after, String file, boolean confirm) {
    ClientMessageId name = ClientMessageId.parse(message).orElseThrow();
    return new Draft(id, name, after, confirm, new Upload(file, Optional.empty()));
  }

  /** An administrator has everything erased that a person wrote; gives how many entries it was. */
  int erase(Member person) {
    int erased = 0;
    Optional<Erasing.Place> after = Optional.empty();
    do {
      Erasing.Erased part = erase(person, after);
      erased += part.erased();
      after = part.next();
    } while (after.isPresent());
    return erased;
  }

  Erasing.Erased erase(Member person, Optional<Erasing.Place> after) {
    return erasures.erase(world.in(world.olga), person.person(), new Erasing(true, after));
  }

  /** What somebody gets who asks for the file of an entry. */
  Optional<FileStoreContract.Downloaded> download(Member member, ConversationId id, long seq) {
    return bucket.get(attachments.link(world.in(member), id, seq).url(), world.now());
  }
}
