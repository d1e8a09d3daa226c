package dev.parley.local.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A constructed function: bytes in, bytes out, whichever of Lambda's two interfaces it has. */
@FunctionalInterface
interface Handler {
  byte[] handle(byte[] event, Context context) throws IOException;

  /** Constructs the handler; throws {@link FunctionException} when that cannot be done. */
  static Handler construct(FunctionDefinition definition, Code code, InstantSource clock) {
    Class<?> type = type(definition.handler(), code);
    Object instance = instance(type, definition.environment(), clock);
    return switch (instance) {
      case RequestHandler<?, ?> handler -> typed(handler, code.serialization());
      case RequestStreamHandler handler ->
          (event, context) -> {
            var output = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event), output, context);
            return output.toByteArray();
          };
      default ->
          throw new FunctionException(
              type.getName() + " is neither a RequestHandler nor a RequestStreamHandler");
    };
  }

  private static Class<?> type(String written, Code code) {
    String[] parts = written.split("::", -1);
    if (parts.length > 2 || parts.length == 2 && !parts[1].equals("handleRequest")) {
      throw new FunctionException(
          "its handler is " + written + "; only Class or Class::handleRequest is understood");
    }
    try {
      return Class.forName(parts[0], true, code.loader());
    } catch (ClassNotFoundException e) {
      throw new FunctionException("its jar has no class " + parts[0], e);
    } catch (LinkageError e) {
      throw new FunctionException("its class " + parts[0] + " cannot be loaded: " + e, e);
    }
  }

  private static Object instance(
      Class<?> type, Map<String, String> environment, InstantSource clock) {
    try {
      Constructor<?> constructor = type.getConstructor(Map.class, InstantSource.class);
      return constructor.newInstance(environment, clock);
    } catch (NoSuchMethodException e) {
      throw new FunctionException(
          type.getName()
              + " needs a public constructor (Map<String, String> environment, InstantSource"
              + " clock)",
          e);
    } catch (InvocationTargetException e) {
      throw new FunctionException(
          "the constructor of " + type.getName() + " threw " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new FunctionException(type.getName() + " cannot be constructed: " + e, e);
    }
  }

  private static Handler typed(RequestHandler<?, ?> handler, Serialization serialization) {
    List<Type> types = TypeArguments.of(handler.getClass(), RequestHandler.class);
    PojoSerializer<Object> input = serialization.of(types.getFirst());
    PojoSerializer<Object> output = serialization.of(types.getLast());
    @SuppressWarnings("unchecked")
    var untyped = (RequestHandler<Object, Object>) handler;
    return (event, context) -> {
      Object answer =
          untyped.handleRequest(input.fromJson(new ByteArrayInputStream(event)), context);
      var json = new ByteArrayOutputStream();
      output.toJson(answer, json);
      return json.toByteArray();
    };
  }
}
