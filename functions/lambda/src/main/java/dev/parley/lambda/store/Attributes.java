package dev.parley.lambda.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of a table, written and read attribute by attribute. */
final class Attributes {
  private final Map<String, AttributeValue> values;

  private Attributes(Map<String, AttributeValue> values) {
    this.values = values;
  }

  static Attributes none() {
    return new Attributes(new HashMap<>());
  }

  static Attributes of(Map<String, AttributeValue> item) {
    return new Attributes(item);
  }

  Map<String, AttributeValue> map() {
    return Map.copyOf(values);
  }

  Attributes text(String name, String value) {
    values.put(name, AttributeValue.fromS(value));
    return this;
  }

  Attributes text(String name, Optional<String> value) {
    value.ifPresent(present -> text(name, present));
    return this;
  }

  Attributes number(String name, long value) {
    values.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  /** To the millisecond. */
  Attributes instant(String name, Instant value) {
    return number(name, value.toEpochMilli());
  }

  Attributes number(String name, Optional<Long> value) {
    value.ifPresent(present -> number(name, present));
    return this;
  }

  /** Written where it is true only. */
  Attributes flag(String name, boolean value) {
    if (value) {
      values.put(name, AttributeValue.fromBool(true));
    }
    return this;
  }

  Attributes bytes(String name, byte[] value) {
    values.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
    return this;
  }

  /** Lists rather than sets: DynamoDB has no empty set. */
  Attributes texts(String name, Collection<String> value) {
    List<AttributeValue> list = value.stream().sorted().map(AttributeValue::fromS).toList();
    values.put(name, AttributeValue.fromL(list));
    return this;
  }

  Attributes numbers(String name, Map<String, Long> value) {
    Map<String, AttributeValue> map = new HashMap<>();
    value.forEach((key, number) -> map.put(key, AttributeValue.fromN(Long.toString(number))));
    values.put(name, AttributeValue.fromM(map));
    return this;
  }

  /** Things that have attributes of their own, in their order. */
  Attributes items(String name, List<Attributes> value) {
    List<AttributeValue> list =
        value.stream().map(item -> AttributeValue.fromM(item.map())).toList();
    values.put(name, AttributeValue.fromL(list));
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return values.get(name).s();
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name)).map(AttributeValue::s);
  }

  long number(String name) {
    return Long.parseLong(values.get(name).n());
  }

  Instant instant(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  Optional<Long> optionalNumber(String name) {
    return has(name) ? Optional.of(number(name)) : Optional.empty();
  }

  boolean flag(String name) {
    return has(name) && values.get(name).bool();
  }

  Map<String, Long> numbers(String name) {
    return values.get(name).m().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> Long.parseLong(one.getValue().n())));
  }

  List<Attributes> items(String name) {
    return values.get(name).l().stream().map(item -> of(item.m())).toList();
  }

  byte[] bytes(String name) {
    return values.get(name).b().asByteArrayUnsafe();
  }

  Set<String> texts(String name) {
    return values.get(name).l().stream()
        .map(AttributeValue::s)
        .collect(Collectors.toUnmodifiableSet());
  }
}
