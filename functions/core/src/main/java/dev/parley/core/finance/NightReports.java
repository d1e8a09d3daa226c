package dev.parley.core.finance;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.workspace.Membership;
import dev.parley.core.workspace.Role;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Shows accountants what a night has found. */
public final class NightReports {
  /** How long a link leads to a file. */
  public static final Duration LINK = Duration.ofMinutes(5);

  private final NightStore store;
  private final Reports files;
  private final InstantSource clock;

  public NightReports(NightStore store, Reports files, InstantSource clock) {
    this.store = store;
    this.files = files;
    this.clock = clock;
  }

  /**
   * A report and where its files are fetched.
   *
   * @param lines the day's lines, of a slice each
   * @param expiresAt when the links end
   */
  public record Shown(
      Report report, URI statement, URI differences, List<Lines> lines, Instant expiresAt) {
    public Shown {
      lines = List.copyOf(lines);
    }
  }

  /** Where the lines of a slice are fetched. */
  public record Lines(String slice, URI url) {}

  /** What was found, if the night is over. */
  public Optional<Report> found(Night night) {
    return store.report(night.workspace(), night.date());
  }

  /** The report of a day, if its night is over. */
  public Shown show(Membership me, LocalDate date) {
    if (!me.member().is(Role.ACCOUNTANT)) {
      throw Refused.of(Code.NOT_ALLOWED, "Only an accountant sees the books.");
    }
    Report report = store.report(me.workspace().id(), date).orElseThrow(Refused::notFound);
    Night night = report.night();
    Instant expiresAt = clock.instant().plus(LINK);
    List<Lines> lines =
        store.planned(night).stream()
            .map(Slice::name)
            .sorted()
            .map(slice -> new Lines(slice, link(Files.lines(night, slice))))
            .toList();
    return new Shown(
        report, link(Files.statement(night)), link(Files.differences(night)), lines, expiresAt);
  }

  private URI link(String file) {
    return files.link(file, LINK);
  }
}
