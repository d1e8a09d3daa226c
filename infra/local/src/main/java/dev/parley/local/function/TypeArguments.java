package dev.parley.local.function;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds with which types a class implements a generic interface. */
final class TypeArguments {
  private TypeArguments() {}

  /** The type arguments; Object for each that the class leaves open. */
  static List<Type> of(Class<?> type, Class<?> generic) {
    List<Type> found = find(type, generic, Map.of());
    return found.isEmpty()
        ? Arrays.stream(generic.getTypeParameters()).<Type>map(_ -> Object.class).toList()
        : found;
  }

  private static List<Type> find(Type type, Class<?> generic, Map<TypeVariable<?>, Type> known) {
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    Class<?> raw;
    switch (type) {
      case Class<?> plain -> raw = plain;
      case ParameterizedType parameterized -> {
        raw = (Class<?>) parameterized.getRawType();
        Type[] arguments = parameterized.getActualTypeArguments();
        for (int i = 0; i < arguments.length; i++) {
          boolean open = arguments[i] instanceof TypeVariable<?>;
          Type argument = open ? known.getOrDefault(arguments[i], Object.class) : arguments[i];
          bound.put(raw.getTypeParameters()[i], argument);
        }
      }
      default -> {
        return List.of();
      }
    }
    if (raw == generic) {
      return Arrays.stream(generic.getTypeParameters())
          .map(it -> bound.getOrDefault(it, Object.class))
          .toList();
    }
    for (Type above : raw.getGenericInterfaces()) {
      List<Type> found = find(above, generic, bound);
      if (!found.isEmpty()) {
        return found;
      }
    }
    Type parent = raw.getGenericSuperclass();
    return parent == null ? List.of() : find(parent, generic, bound);
  }
}
