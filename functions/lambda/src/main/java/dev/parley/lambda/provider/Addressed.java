package dev.parley.lambda.provider;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.workspace.Directory;

/**
 * For which workspace a provider tells something: its path says so, and nobody signs that. Whoever
 * has a call for one must not have it believed of another, too.
 */
record Addressed(Directory directory, String workspace) {
  void requireWorkspace() {
    if (directory.workspace(workspace).isEmpty()) {
      throw notSigned();
    }
  }

  /** A reference of ours names its workspace. */
  void requireReference(String reference) {
    int dot = reference.indexOf('.');
    boolean isOurs = dot > 0 && PaymentId.isWellFormed(reference.substring(dot + 1));
    if (isOurs && !reference.substring(0, dot).equals(workspace)) {
      throw notSigned();
    }
  }

  private static Refused notSigned() {
    return Refused.of(Code.BAD_SIGNATURE, "This call is not signed as it must be.");
  }
}
