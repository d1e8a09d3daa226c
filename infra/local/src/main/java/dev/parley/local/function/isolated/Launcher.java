package dev.parley.local.function.isolated;

import dev.parley.local.function.FunctionDefinition;
import dev.parley.local.function.FunctionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts processes in which AWS's runtime interface client runs a function. */
final class Launcher implements AutoCloseable {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
  private static final String MAIN = CLIENT + "AWSLambda";

  /** One class of every jar that the client needs, itself included. */
  private static final List<String> NEEDED =
      List.of(
          MAIN,
          "com.amazonaws.services.lambda.runtime.Context",
          "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
          "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  // Seven functions in several processes each are to fit a machine that others use, too.
  private static final int MOST_HEAP_MEGABYTES = 256;

  private final String clientPath;
  private final Path folder;
  private final Path library;

  private Launcher(String clientPath, Path folder, Path library) {
    this.clientPath = clientPath;
    this.folder = folder;
    this.library = library;
  }

  /** Throws {@link FunctionException} where the client does not run. */
  static Launcher prepared() {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new FunctionException(
          "isolated functions need Linux: AWS's runtime interface client has native code for it"
              + " alone");
    }
    String path = NEEDED.stream().map(Launcher::jar).distinct().collect(Collectors.joining(":"));
    try {
      Path folder = Files.createTempDirectory("functions");
      return new Launcher(path, folder, unpack(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String jar(String type) {
    try {
      Class<?> found = Class.forName(type, false, Launcher.class.getClassLoader());
      return Path.of(found.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("the runtime interface client is incomplete: " + type, e);
    }
  }

  // Left to itself, every client unpacks it to the same file, under the feet of the others.
  private static Path unpack(Path folder) throws IOException {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    String arch = arm ? "aarch_64" : "x86_64";
    String loader = "/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1";
    boolean musl = Files.exists(Path.of(loader));
    String name = "/jni/libaws-lambda-jni.linux" + (musl ? "_musl-" : "-") + arch + ".so";
    Path library = folder.resolve("aws-lambda-jni.so");
    try (InputStream packed = type().getResourceAsStream(name)) {
      if (packed == null) {
        throw new FunctionException("the runtime interface client has no " + name);
      }
      Files.copy(packed, library);
      return library;
    }
  }

  private static Class<?> type() {
    try {
      return Class.forName(MAIN, false, Launcher.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Starts a process.
   *
   * @param runtimeApi host, port and path under which its Runtime API answers
   */
  Process start(FunctionDefinition function, String runtimeApi) throws IOException {
    Path root = function.code().toAbsolutePath().getParent();
    ProcessBuilder builder =
        new ProcessBuilder(command(function)).directory(root.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.putAll(function.environment());
    environment.put("LAMBDA_TASK_ROOT", root.toString());
    environment.put("_HANDLER", function.handler());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    environment.put("AWS_LAMBDA_LOG_FORMAT", Output.FORMAT);
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private List<String> command(FunctionDefinition function) {
    List<String> command = new ArrayList<>(session());
    int heap = Math.min(function.memoryMegabytes(), MOST_HEAP_MEGABYTES);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap + "m",
            "-XX:+UseSerialGC",
            // Seven of them start at once and live for minutes: the second compiler would cost a
            // third of the time until all are ready.
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-D" + CLIENT + "runtimeapi.NativeClient.JNI=" + library,
            "-cp",
            clientPath + ":" + function.code().toAbsolutePath(),
            MAIN,
            function.handler()));
    return command;
  }

  // In a session of its own, so that Ctrl-C reaches us alone, who may need the functions to end.
  private static List<String> session() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(it -> Files.isExecutable(Path.of(it)))
        .limit(1)
        .toList();
  }

  /** The temporary folder goes; what runs has loaded what it needs from there. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(library);
    Files.deleteIfExists(folder);
  }
}
