package dev.parley.lambda.bootstrap;

import dev.parley.core.consultation.Evidence;
import dev.parley.core.failure.Refused;
import dev.parley.lambda.wire.EvidencePack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks whether a pack of evidence holds, for whoever got one: {@code mvn -Pverify-evidence
 * -Dfile=<the pack>}. Needs nothing but the pack.
 */
public final class VerifyEvidence {
  private VerifyEvidence() {}

  /** Ends with 0 when it holds, 1 when it does not, and 2 when the file is no pack. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out));
  }

  static int run(String[] arguments, PrintStream out) {
    if (arguments.length != 1 || arguments[0].isBlank()) {
      out.println("Name the file: mvn -Pverify-evidence -Dfile=pack.json");
      return 2;
    }
    try {
      return report(EvidencePack.read(Files.readString(Path.of(arguments[0]))), out);
    } catch (IOException e) {
      out.println("The file cannot be read: " + arguments[0]);
    } catch (Refused e) {
      out.println(e.getMessage());
    }
    return 2;
  }

  private static int report(Evidence evidence, PrintStream out) {
    out.printf(
        "consultation %s of %s, version %d%n%d entries, %d papers, %d lines of books%n",
        evidence.consultation().id().value(),
        evidence.consultation().id().workspace(),
        evidence.consultation().version(),
        evidence.entries().size(),
        evidence.papers().size(),
        evidence.lines().size());
    evidence
        .agreement()
        .ifPresent(
            entry ->
                out.printf(
                    "agreed to by %s at %s, entry %d%n", entry.author(), entry.at(), entry.seq()));
    List<Evidence.Flaw> flaws = evidence.flaws();
    flaws.forEach(flaw -> out.println("WRONG: " + words(flaw)));
    out.println(flaws.isEmpty() ? "It holds: nothing was changed, left out or put in." : "");
    return flaws.isEmpty() ? 0 : 1;
  }

  private static String words(Evidence.Flaw flaw) {
    return switch (flaw) {
      case LOG -> "the log of the conversation was changed, or an entry is missing";
      case STEPS -> "the log does not tell of every step of the consultation";
      case TERMS -> "terms are not those that were offered";
      case BOOK -> "a line of a book was changed";
      case ESCROW -> "a line of the escrow is missing";
      case TRANSFER -> "a transfer does not sum to zero";
      case LEGS -> "a transfer has other legs than it was written with";
    };
  }
}
