package dev.parley.local.mail;

import java.util.List;
import java.util.Locale;

/**
 * Who may send.
 *
 * @param identities addresses and domains that are verified
 * @param sandbox whether recipients have to be verified too, and few mails go out, as in an account
 *     that has not asked for more
 */
public record MailDefinition(List<String> identities, boolean sandbox) {
  public MailDefinition {
    identities = identities.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
  }

  /** A verified domain stands for its addresses and for its subdomains. */
  boolean isVerified(String address) {
    String small = address.toLowerCase(Locale.ROOT);
    String domain = small.substring(small.lastIndexOf('@') + 1);
    return identities.stream()
        .anyMatch(it -> it.equals(small) || it.equals(domain) || domain.endsWith("." + it));
  }
}
