package dev.parley.core.payment;

import dev.parley.core.digest.Sha256;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a payment in its workspace.
 *
 * @param value 22 characters of base64url
 */
public record PaymentId(String workspace, String value) {
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Whether a text can be the value of an id. */
  public static boolean isWellFormed(String value) {
    return FORM.matcher(value).matches();
  }

  /** The payment that a person asks for under a key: under the same key it is the same. */
  public static PaymentId asked(String workspace, String person, String key) {
    return of(workspace, new Sha256("parley/payment/1").add(workspace).add(person).add(key));
  }

  /** The payment that the workspace's provider calls by a name. */
  public static PaymentId external(String workspace, String externalId) {
    return of(workspace, new Sha256("parley/payment/external/1").add(workspace).add(externalId));
  }

  private static PaymentId of(String workspace, Sha256 digest) {
    return new PaymentId(workspace, digest.text(BYTES));
  }

  /** The transfer by which a step of it moves money. */
  public String transfer(long version) {
    return value + "." + version;
  }

  /** What the provider knows it by: it names the workspace, too. */
  public String reference() {
    return workspace + "." + value;
  }

  /** The payment that a reference names, of whichever workspace; empty when it is none of ours. */
  public static Optional<PaymentId> named(String reference) {
    int dot = reference.indexOf('.');
    return dot > 0 && isWellFormed(reference.substring(dot + 1))
        ? Optional.of(new PaymentId(reference.substring(0, dot), reference.substring(dot + 1)))
        : Optional.empty();
  }

  /** The payment of a workspace that a provider's reference is about; empty when it is not ours. */
  public static Optional<PaymentId> referred(String workspace, String reference) {
    return named(reference).filter(id -> id.workspace().equals(workspace));
  }
}
