package dev.parley.lambda.wire;

import dev.parley.core.consultation.Limits;
import java.util.regex.Pattern;

/** The forms of names that come from outside. None holds {@code #}, which parts our keys. */
final class Ids {
  /** Workspaces and channels. */
  static final Pattern SHORT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  /** Persons: whatever issuers use as {@code sub}. */
  static final Pattern PERSON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.|:@-]{0,63}");

  /** Keys of commands, as clients make them. */
  static final Pattern KEY =
      Pattern.compile(
          "[A-Za-z0-9_-]{" + Limits.SHORTEST_KEY_CHARACTERS + "," + Limits.KEY_CHARACTERS + "}");

  /** Currencies, as in ISO 4217. */
  static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** Uploads, and jobs of gathering evidence. */
  static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Payments. */
  static final Pattern PAYMENT = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Numbers of entries. */
  static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,9}");

  static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]{1,100}");

  /** In base64, of which there is one form: the last letter has no bits to spare. */
  static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

  static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

  private Ids() {}

  static boolean isShort(String text) {
    return SHORT.matcher(text).matches();
  }

  static boolean isPerson(String text) {
    return PERSON.matcher(text).matches();
  }
}
