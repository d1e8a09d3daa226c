package dev.parley.local.mail;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads addresses as strictly as SES. */
final class Addresses {
  private Addresses() {}

  static List<InternetAddress> list(JsonNode texts) throws Rejection {
    List<InternetAddress> addresses = new ArrayList<>();
    for (JsonNode text : texts) {
      addresses.add(one(text.asText()));
    }
    return addresses;
  }

  /** An address with or without a name, which has to be encoded if it is no ASCII. */
  static InternetAddress one(String text) throws Rejection {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw Rejection.badRequest("Illegal address: it has control or non-ASCII characters");
    }
    if (!text.contains("@")) {
      throw Rejection.badRequest("Missing final '@domain'");
    }
    try {
      InternetAddress[] parsed = InternetAddress.parse(text, true);
      if (parsed.length != 1 || parsed[0].isGroup()) {
        throw Rejection.badRequest("Illegal address");
      }
      parsed[0].validate();
      return parsed[0];
    } catch (AddressException e) {
      throw Rejection.badRequest("Illegal address");
    }
  }
}
