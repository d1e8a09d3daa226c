package dev.parley.provider;

import java.util.concurrent.CountDownLatch;

/** A program that starts a provider, says which process that is, and waits to be killed. */
final class Starter {
  private Starter() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println(ProviderProcess.start("k").handle().pid());
    new CountDownLatch(1).await();
  }
}
