package dev.parley.core.consultation;

import dev.parley.core.digest.Sha256;

/**
 * Names a consultation in its workspace.
 *
 * @param value 22 characters of base64url
 */
public record ConsultationId(String workspace, String value) {
  private static final int BYTES = 16;

  /** The consultation that a client requests under a key: under the same key it is the same. */
  public static ConsultationId requested(String workspace, String client, String key) {
    return new ConsultationId(
        workspace,
        new Sha256("parley/consultation/1").add(workspace).add(client).add(key).text(BYTES));
  }
}
