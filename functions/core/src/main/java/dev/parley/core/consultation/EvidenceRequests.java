package dev.parley.core.consultation;

import dev.parley.core.digest.Sha256;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Lets an arbiter have the evidence of a consultation that others are parties of. */
public final class EvidenceRequests {
  private static final int ID_BYTES = 16;

  private final ConsultationStore store;
  private final EvidenceJobs jobs;
  private final EvidenceStore packs;
  private final InstantSource clock;

  public EvidenceRequests(
      ConsultationStore store, EvidenceJobs jobs, EvidenceStore packs, InstantSource clock) {
    this.store = store;
    this.jobs = jobs;
    this.packs = packs;
    this.clock = clock;
  }

  /** Where a pack is fetched, for a short time. */
  public record Link(URI url, Instant expiresAt) {}

  /** Has it gathered. Asking again under the same key has the same gathered anew. */
  public EvidenceJob ask(Membership me, ConsultationId id, String key) {
    requireArbiter(me, id);
    Sha256 digest = new Sha256("parley/evidence/1").add(me.member().person());
    EvidenceJob job = new EvidenceJob(id, digest.add(id.value()).add(key).text(ID_BYTES));
    jobs.start(job);
    return job;
  }

  /** Where it is fetched; empty while it is not gathered. */
  public Optional<Link> link(Membership me, EvidenceJob job) {
    requireArbiter(me, job.consultation());
    Instant now = clock.instant();
    Instant expiresAt = now.plus(Limits.EVIDENCE_LINK);
    return packs.link(job, now, expiresAt).map(url -> new Link(url, expiresAt));
  }

  private void requireArbiter(Membership me, ConsultationId id) {
    Consultation consultation = store.find(id).orElseThrow(Refused::notFound);
    if (Actor.of(me.member(), consultation.parties()) != Actor.ARBITER) {
      throw Refused.notFound();
    }
  }
}
