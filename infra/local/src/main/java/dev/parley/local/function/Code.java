package dev.parley.local.function;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** A function's jar, loaded so that it sees nothing of ours but the interfaces of Lambda. */
final class Code implements AutoCloseable {
  private final URLClassLoader loader;
  private final TracedCode traced;
  private final Serialization serialization;

  private Code(URLClassLoader loader) {
    this.loader = loader;
    this.traced = TracedCode.of(loader);
    this.serialization = new Serialization(loader);
  }

  /** Throws {@link FunctionException} when there is no jar at the path. */
  static Code load(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new FunctionException("there is no jar at " + jar + ": build it first");
    }
    try {
      URL[] path = {jar.toUri().toURL()};
      return new Code(new URLClassLoader("function", path, new LambdaInterfaces()));
    } catch (MalformedURLException e) {
      throw new FunctionException("the jar " + jar + " has no address", e);
    }
  }

  ClassLoader loader() {
    return loader;
  }

  /** How its events are read and written. */
  Serialization serialization() {
    return serialization;
  }

  /** How its SDK, if it has one, is told the chain of an invocation. */
  TracedCode traced() {
    return traced;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /** The JDK and {@code com.amazonaws.services.lambda.runtime}, without the event classes. */
  private static final class LambdaInterfaces extends ClassLoader {
    private static final String SHOWN = "com.amazonaws.services.lambda.runtime.";
    private static final String HIDDEN = SHOWN + "events.";

    LambdaInterfaces() {
      super("lambda-interfaces", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(SHOWN) && !name.startsWith(HIDDEN)) {
        return Code.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
