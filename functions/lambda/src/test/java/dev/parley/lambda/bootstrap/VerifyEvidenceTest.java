package dev.parley.lambda.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.consultation.Evidence;
import dev.parley.core.consultation.EvidenceSample;
import dev.parley.lambda.wire.EvidencePack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void whatIsNoPackIsSaidToBeNone() throws IOException {
    assertThat(verify("{}")).isEqualTo(2);
    assertThat(verify("{\"format\": \"parley/evidence/1\"}")).isEqualTo(2);
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
