package dev.parley.lambda.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update that gives attributes their values and takes others away, and leaves the rest of an
 * item to whoever wrote it.
 */
record Overwriting(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {

  /**
   * @param keptIfThere attributes that are set only where they are not
   * @param optional attributes that are taken away where there is no value for them
   */
  static Overwriting of(
      Attributes item, Collection<String> keptIfThere, Collection<String> optional) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> set = new ArrayList<>();
    item.map()
        .forEach(
            (name, value) -> {
              names.put("#" + name, name);
              values.put(":" + name, value);
              set.add(
                  keptIfThere.contains(name)
                      ? "#%1$s = if_not_exists(#%1$s, :%1$s)".formatted(name)
                      : "#%1$s = :%1$s".formatted(name));
            });
    List<String> remove = new ArrayList<>();
    for (String name : optional) {
      if (!item.has(name)) {
        names.put("#" + name, name);
        remove.add("#" + name);
      }
    }
    String expression = "SET " + String.join(", ", set);
    return new Overwriting(
        remove.isEmpty() ? expression : expression + " REMOVE " + String.join(", ", remove),
        names,
        values);
  }
}
