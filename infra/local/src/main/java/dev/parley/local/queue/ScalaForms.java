package dev.parley.local.queue;

import java.util.Map;
import java.util.Optional;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** Java's values in the forms of Scala, which ElasticMQ speaks. */
final class ScalaForms {
  private ScalaForms() {}

  static <T> Option<T> some(T value) {
    return Option.apply(value);
  }

  static <T> Option<T> option(Optional<T> value) {
    return OptionConverters.toScala(value);
  }

  static <T> Option<T> none() {
    return Option.empty();
  }

  static <T> Optional<T> optional(Option<T> value) {
    return OptionConverters.toJava(value);
  }

  static <T> scala.collection.immutable.List<T> list(java.util.List<T> values) {
    return CollectionConverters.asScala(values).toList();
  }

  static <V> scala.collection.immutable.Map<String, V> map(Map<String, V> values) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(values));
  }

  static <V> Map<String, V> map(scala.collection.immutable.Map<String, V> values) {
    return CollectionConverters.asJava(values);
  }
}
