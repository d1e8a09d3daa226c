package dev.parley.lambda.provider;

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
      throw Refused.notSigned();
    }
  }

  /** A reference of ours names its workspace. */
  void requireReference(String reference) {
    if (PaymentId.named(reference).filter(id -> !id.workspace().equals(workspace)).isPresent()) {
      throw Refused.notSigned();
    }
  }
}
