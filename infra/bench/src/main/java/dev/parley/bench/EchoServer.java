package dev.parley.bench;

import dev.parley.local.LocalCloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The local cloud with one echoing function, in a process of its own, so that its memory is nobody
 * else's. It prints its address; every line it reads makes it collect its garbage and say how many
 * bytes of heap are left; it ends with its input.
 */
public final class EchoServer {
  private EchoServer() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the folder to put template and jar into
   */
  public static void main(String[] arguments) throws IOException {
    try (LocalCloud cloud = LocalCloud.of(template(Path.of(arguments[0]))).start()) {
      System.out.println(cloud.outputs().get("SocketUrl"));
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (input.readLine() != null) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println(runtime.totalMemory() - runtime.freeMemory());
      }
    }
  }

  private static Path template(Path folder) throws IOException {
    String name = Echo.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(folder.resolve("echo.jar"));
        JarOutputStream jar = new JarOutputStream(file);
        InputStream bytes = Echo.class.getClassLoader().getResourceAsStream(name)) {
      jar.putNextEntry(new JarEntry(name));
      bytes.transferTo(jar);
    }
    Path template = folder.resolve("echo.yaml");
    try (InputStream text = EchoServer.class.getResourceAsStream("echo.yaml")) {
      Files.write(template, text.readAllBytes());
    }
    return template;
  }
}
