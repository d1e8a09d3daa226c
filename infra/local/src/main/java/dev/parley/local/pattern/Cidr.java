package dev.parley.local.pattern;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IPv4 or IPv6 addresses. */
record Cidr(byte[] network, int bits) {
  // Only forms that are surely addresses reach InetAddress, which would ask a name server else.
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  /** Throws {@link IllegalArgumentException} in the words of AWS. */
  static Cidr parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("Malformed CIDR, one '/' required");
    }
    if (!parts[1].matches("\\d{1,3}")) {
      throw new IllegalArgumentException("Malformed CIDR, mask bits must be an integer");
    }
    byte[] address =
        address(parts[0])
            .orElseThrow(() -> new IllegalArgumentException("Nonstandard IP address: " + parts[0]));
    int bits = Integer.parseInt(parts[1]);
    if (bits > address.length * Byte.SIZE) {
      throw new IllegalArgumentException("Malformed CIDR, too many mask bits");
    }
    return new Cidr(address, bits);
  }

  boolean contains(String text) {
    return address(text)
        .filter(address -> address.length == network.length)
        .filter(address -> head(address).equals(head(network)))
        .isPresent();
  }

  private BigInteger head(byte[] address) {
    return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
  }

  private static Optional<byte[]> address(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
