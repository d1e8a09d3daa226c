package dev.parley.lambda.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Evidence;
import dev.parley.core.consultation.EvidenceSample;
import dev.parley.core.digest.Hash;
import dev.parley.core.ledger.Account;
import dev.parley.core.ledger.Book;
import dev.parley.core.ledger.Line;
import dev.parley.lambda.wire.EvidencePack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has a pack of evidence can see whether it holds. */
class VerifyEvidenceTest {
  private final Evidence evidence = EvidenceSample.parted();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void aPackIsReadAsItWasWritten() {
    assertThat(EvidencePack.read(written())).isEqualTo(evidence);
  }

  @Test
  void aPackThatNobodyTouchedHolds() throws IOException {
    assertThat(verify(written())).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("It holds", "agreed to by vera", "3 papers");
  }

  @Test
  void aWordOrAKopeckThatWasChangedIsFound() throws IOException {
    String pack = written();
    assertThat(verify(pack.replace("Too dear.", "Too late."))).isEqualTo(1);
    assertThat(verify(pack.replace("40000", "40001"))).isEqualTo(1);
    assertThat(verify(pack.replace("I read it", "I skim it"))).isEqualTo(1);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("WRONG: the log", "WRONG: terms");
  }

  @Test
  void aSwapBetweenAdvanceAndCommissionIsFound() throws IOException {
    Matcher loose =
        Pattern.compile("\"COMMISSION\" : (-?\\d+),\\s+\"ADVANCES\" : (-?\\d+)").matcher(written());
    String swapped = loose.replaceFirst("\"COMMISSION\" : $2, \"ADVANCES\" : $1");
    assertThat(swapped).isNotEqualTo(written());
    assertThat(verify(swapped)).isEqualTo(1);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("WRONG: a transfer has other legs")
        .doesNotContain("sum to zero");
  }

  /** Lines bore no digest of legs then. */
  @Test
  void aPackOfTheFormatBeforeHoldsAsItDid() throws IOException {
    String former =
        new String(EvidencePack.write(former(evidence)), StandardCharsets.UTF_8)
            .replace("parley/evidence/2", "parley/evidence/1")
            .replaceAll("\\s*\"legs\" : null,", "");
    assertThat(former).contains("parley/evidence/1").doesNotContain("legs");
    assertThat(verify(former)).isZero();
    assertThat(verify(former.replace("40000", "40001"))).isEqualTo(1);
    assertThat(verify(former.replace("parley/evidence/1", "parley/evidence/3"))).isEqualTo(2);
  }

  private static Evidence former(Evidence it) {
    List<Evidence.Link> lines = new ArrayList<>();
    Map<Book, Hash> heads = new HashMap<>();
    for (Evidence.Link link : it.lines()) {
      boolean escrow = link.line().book().kind() == Account.Kind.ESCROW;
      Hash before = escrow ? heads.getOrDefault(link.line().book(), Hash.NOTHING) : link.before();
      Line bare = line(link.line(), link.line().hash());
      Line line = line(bare, bare.link(before));
      heads.put(line.book(), line.hash());
      lines.add(new Evidence.Link(before, line));
    }
    return new Evidence(
        it.consultation(), it.conversation(), it.entries(), it.papers(), lines, it.loose());
  }

  private static Line line(Line it, Hash hash) {
    return new Line(
        it.book(),
        it.number(),
        it.transfer(),
        it.cause(),
        it.at(),
        Optional.empty(),
        it.amounts(),
        it.balances(),
        hash);
  }

  @Test
  void whatIsNoPackIsSaidToBeNone() throws IOException {
    assertThat(verify("{}")).isEqualTo(2);
    assertThat(verify("{\"format\": \"parley/evidence/2\"}")).isEqualTo(2);
    assertThat(verify("nonsense")).isEqualTo(2);
    assertThat(VerifyEvidence.run(new String[0], out())).isEqualTo(2);
    assertThat(VerifyEvidence.run(new String[] {folder.resolve("none").toString()}, out()))
        .isEqualTo(2);
  }

  private String written() {
    return new String(EvidencePack.write(evidence), StandardCharsets.UTF_8);
  }

  private int verify(String pack) throws IOException {
    Path file = Files.writeString(folder.resolve("pack.json"), pack);
    return VerifyEvidence.run(new String[] {file.toString()}, out());
  }

  private PrintStream out() {
    return new PrintStream(printed, true, StandardCharsets.UTF_8);
  }
}
