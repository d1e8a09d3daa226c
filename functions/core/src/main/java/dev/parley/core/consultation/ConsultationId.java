package dev.parley.core.consultation;

import dev.parley.core.digest.Sha256;
import java.util.regex.Pattern;

/**
 * Names a consultation in its workspace.
 *
 * @param value 22 characters of base64url
 */
public record ConsultationId(String workspace, String value) {
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Whether a text can be the value of an id. */
  public static boolean isWellFormed(String value) {
    return FORM.matcher(value).matches();
  }

  /** The consultation that a client requests under a key: under the same key it is the same. */
  public static ConsultationId requested(String workspace, String client, String key) {
    return new ConsultationId(
        workspace,
        new Sha256("parley/consultation/1").add(workspace).add(client).add(key).text(BYTES));
  }
}
