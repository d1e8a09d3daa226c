package dev.parley.local.function;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The X-Amzn-Trace-Id of a chain of invocations, in which Lambda counts how often each function was
 * invoked because of the same first event.
 *
 * @param fields Root, Parent, Sampled and whatever else there is, without the lineage
 * @param lineage how often each function, by the hash of its ARN, has been invoked in this chain
 */
public record Trace(Map<String, String> fields, Map<String, Integer> lineage) {
  private static final String ROOT = "Root";
  private static final String LINEAGE = "Lineage";

  public Trace {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    lineage = Collections.unmodifiableMap(new LinkedHashMap<>(lineage));
  }

  /** A chain that begins. */
  public static Trace begun(Instant at) {
    String digits = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(ROOT, "1-%08x-%s".formatted(at.getEpochSecond(), digits));
    fields.put("Parent", UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    fields.put("Sampled", "0");
    return new Trace(fields, Map.of());
  }

  /** Empty when the header names no chain, or a lineage that cannot be counted on. */
  public static Optional<Trace> parse(String header) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String part : header.split(";")) {
      int at = part.indexOf('=');
      if (at > 0) {
        fields.put(part.substring(0, at).strip(), part.substring(at + 1).strip());
      }
    }
    Map<String, Integer> lineage = new LinkedHashMap<>();
    String written = fields.remove(LINEAGE);
    for (String part : written == null ? new String[0] : written.split("\\|")) {
      int at = part.lastIndexOf(':');
      if (at < 1 || !part.substring(at + 1).matches("\\d{1,9}")) {
        return Optional.empty();
      }
      lineage.merge(part.substring(0, at), Integer.parseInt(part.substring(at + 1)), Math::max);
    }
    return Optional.of(new Trace(fields, lineage)).filter(it -> it.fields().containsKey(ROOT));
  }

  /** The chain of an event made of several: the first one's, with the highest counts of all. */
  public static Optional<Trace> merged(List<Trace> traces) {
    if (traces.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Integer> lineage = new LinkedHashMap<>();
    traces.forEach(
        it -> it.lineage().forEach((who, count) -> lineage.merge(who, count, Math::max)));
    return Optional.of(new Trace(traces.getFirst().fields(), lineage));
  }

  /** How often the function has been invoked in this chain. */
  public int count(String arn) {
    return lineage.getOrDefault(hash(arn), 0);
  }

  /** The same chain with one more invocation of the function. */
  public Trace invoked(String arn) {
    Map<String, Integer> more = new LinkedHashMap<>(lineage);
    more.merge(hash(arn), 1, Integer::sum);
    return new Trace(fields, more);
  }

  /** As the header's value. */
  public String header() {
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add(name + "=" + value));
    if (!lineage.isEmpty()) {
      parts.add(
          LINEAGE
              + "="
              + lineage.entrySet().stream()
                  .map(it -> it.getKey() + ":" + it.getValue())
                  .collect(joining("|")));
    }
    return String.join(";", parts);
  }

  private static String hash(String arn) {
    CRC32 sum = new CRC32();
    sum.update(arn.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }
}
