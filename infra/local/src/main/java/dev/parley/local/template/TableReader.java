package dev.parley.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads AWS::DynamoDB::Table. */
final class TableReader {
  private final ResourceReading reading;

  TableReader(ResourceReading reading) {
    this.reading = reading;
  }

  TableResource read(Declaration resource) {
    Fields fields = reading.properties(resource);
    fields.nothing(
        "nothing here is billed or throttled",
        "BillingMode",
        "ProvisionedThroughput",
        "OnDemandThroughput",
        "TableClass");
    fields.nothing(
        "the data is a folder of its owner's",
        "PointInTimeRecoverySpecification",
        "SSESpecification",
        "DeletionProtectionEnabled");
    fields.nothing("it is for people", "Tags", "ContributorInsightsSpecification");
    fields.text("TableName");
    Map<String, String> attributes = attributes(fields);
    TableResource.Key key = key(fields);
    List<TableResource.Index> global = indexes(fields, "GlobalSecondaryIndexes");
    List<TableResource.Index> local = indexes(fields, "LocalSecondaryIndexes");
    Optional<String> timeToLive = fields.fields("TimeToLiveSpecification").flatMap(this::end);
    Optional<String> stream = fields.fields("StreamSpecification").map(this::view);
    checkAttributes(fields, attributes.keySet(), key, global, local);
    fields.done();
    return new TableResource(
        resource.id(),
        reading.names().name(resource),
        attributes,
        key,
        global,
        local,
        timeToLive,
        stream);
  }

  private static Map<String, String> attributes(Fields table) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Fields it : table.maps("AttributeDefinitions")) {
      String name = it.requiredText("AttributeName");
      String type = it.word("AttributeType", "S", "N", "B").orElse("S");
      if (!it.has("AttributeType")) {
        it.missing("AttributeType");
      }
      it.done();
      attributes.put(name, type);
    }
    return attributes;
  }

  private static TableResource.Key key(Fields of) {
    List<String> hash = new ArrayList<>();
    List<String> range = new ArrayList<>();
    for (Fields it : of.maps("KeySchema")) {
      String name = it.requiredText("AttributeName");
      boolean isRange =
          it.word("KeyType", "HASH", "RANGE").filter(type -> type.equals("RANGE")).isPresent();
      it.done();
      (isRange ? range : hash).add(name);
    }
    if (hash.size() != 1 || range.size() > 1) {
      if (of.has("KeySchema")) {
        of.wrong("KeySchema", "is not one HASH and at most one RANGE");
      } else {
        of.missing("KeySchema");
      }
    }
    return new TableResource.Key(hash.isEmpty() ? "" : hash.getFirst(), range.stream().findFirst());
  }

  private static List<TableResource.Index> indexes(Fields table, String kind) {
    List<TableResource.Index> indexes = new ArrayList<>();
    for (Fields it : table.maps(kind)) {
      it.nothing(
          "nothing here is billed or throttled", "ProvisionedThroughput", "OnDemandThroughput");
      String name = it.requiredText("IndexName");
      TableResource.Key key = key(it);
      Optional<Fields> projection = it.fields("Projection");
      if (projection.isEmpty()) {
        it.missing("Projection");
      }
      String type =
          projection
              .flatMap(all -> all.word("ProjectionType", "ALL", "KEYS_ONLY", "INCLUDE"))
              .orElse("ALL");
      List<String> included =
          projection.map(all -> all.texts("NonKeyAttributes")).orElse(List.of());
      projection.ifPresent(Fields::done);
      it.done();
      indexes.add(new TableResource.Index(name, key, type, included));
    }
    return indexes;
  }

  private Optional<String> end(Fields written) {
    boolean enabled = written.flag("Enabled").orElse(false);
    String attribute = written.requiredText("AttributeName");
    written.done();
    return enabled ? Optional.of(attribute) : Optional.empty();
  }

  private String view(Fields written) {
    Optional<String> view =
        written.word("StreamViewType", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");
    if (!written.has("StreamViewType")) {
      written.missing("StreamViewType");
    }
    written.done();
    return view.orElse("NEW_IMAGE");
  }

  /** DynamoDB refuses attributes that no key uses, and keys whose attributes are not defined. */
  private static void checkAttributes(
      Fields table,
      Set<String> defined,
      TableResource.Key key,
      List<TableResource.Index> global,
      List<TableResource.Index> local) {
    Set<String> used = new HashSet<>();
    List<TableResource.Key> keys = new ArrayList<>(List.of(key));
    global.forEach(it -> keys.add(it.key()));
    local.forEach(it -> keys.add(it.key()));
    keys.forEach(
        it -> {
          used.add(it.hash());
          it.range().ifPresent(used::add);
        });
    used.remove("");
    if (!used.equals(defined)) {
      table.wrong("AttributeDefinitions", "are not exactly the key attributes " + sorted(used));
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
