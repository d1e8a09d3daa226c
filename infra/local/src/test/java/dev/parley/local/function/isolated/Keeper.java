package dev.parley.local.function.isolated;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that keeps a function until it is killed, to see what becomes of the function. */
final class Keeper {
  private Keeper() {}

  public static void main(String[] jar) throws InterruptedException {
    Functions functions = Functions.of(Functions.definition("F", Path.of(jar[0]), "Alone"));
    System.out.println(functions.pid("F"));
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
