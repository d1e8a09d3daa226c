package dev.parley.local.bucket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A body in AWS's own chunks, as the SDKs send it: {@code size;extension}, the bytes, an empty
 * chunk and headers that follow, of which one may be a checksum.
 */
record ChunkedBody(byte[] content, Map<String, String> trailers) {
  static ChunkedBody read(byte[] raw) throws Refusal {
    return new Reader(raw).read();
  }

  private static final class Reader {
    private final byte[] raw;
    private int at;

    Reader(byte[] raw) {
      this.raw = raw;
    }

    ChunkedBody read() throws Refusal {
      ByteArrayOutputStream content = new ByteArrayOutputStream(raw.length);
      for (int size = size(); size > 0; size = size()) {
        if (size > raw.length - at) {
          throw incomplete();
        }
        content.write(raw, at, size);
        at += size;
        if (!line().isEmpty()) {
          throw incomplete();
        }
      }
      return new ChunkedBody(content.toByteArray(), trailers());
    }

    private int size() throws Refusal {
      try {
        return Integer.parseUnsignedInt(line().split(";")[0].strip(), 16) & Integer.MAX_VALUE;
      } catch (NumberFormatException e) {
        throw incomplete();
      }
    }

    private Map<String, String> trailers() throws Refusal {
      Map<String, String> trailers = new LinkedHashMap<>();
      while (at < raw.length) {
        String line = line();
        int colon = line.indexOf(':');
        if (colon > 0) {
          trailers.put(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip());
        } else if (!line.isEmpty()) {
          throw new Refusal(
              400,
              "MalformedTrailerError",
              "The request contained trailing data that was not well-formed or did not conform to"
                  + " our published schema.");
        }
      }
      return trailers;
    }

    private String line() throws Refusal {
      for (int i = at; i < raw.length; i++) {
        if (raw[i] == '\n') {
          int end = i > at && raw[i - 1] == '\r' ? i - 1 : i;
          String line = new String(raw, at, end - at, StandardCharsets.ISO_8859_1);
          at = i + 1;
          return line;
        }
      }
      throw incomplete();
    }
  }

  static Refusal incomplete() {
    return new Refusal(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }
}
