package dev.parley.local.function;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;

/**
 * How the events of one jar are read and written: by AWS's library, of which each jar has a copy.
 * The library remembers classes of events by name alone, so a second jar in the same process would
 * get events that are filled in for the classes of the first, which leaves them half empty.
 */
final class Serialization extends ClassLoader {
  private static final String COPIED = "com.amazonaws.services.lambda.runtime.serialization.";
  private static final String SHARED = PojoSerializer.class.getName();

  private final ClassLoader code;

  Serialization(ClassLoader code) {
    super("serialization", Serialization.class.getClassLoader());
    this.code = code;
  }

  /** The same choice as in AWS's runtime interface client. */
  PojoSerializer<Object> of(Type type) {
    return type instanceof Class<?> known
            && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())
        ? ofEvent(known)
        : JacksonFactory.getInstance().getSerializer(type);
  }

  private PojoSerializer<Object> ofEvent(Class<?> event) {
    try {
      @SuppressWarnings("unchecked")
      var serializer =
          (PojoSerializer<Object>)
              loadClass(LambdaEventSerializers.class.getName())
                  .getMethod("serializerFor", Class.class, ClassLoader.class)
                  .invoke(null, event, code);
      return serializer;
    } catch (ReflectiveOperationException e) {
      throw new FunctionException("there is no way to read " + event.getName(), e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(COPIED) || name.equals(SHARED)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream bytes = getParent().getResourceAsStream(file)) {
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] copy = bytes.readAllBytes();
      return defineClass(name, copy, 0, copy.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
