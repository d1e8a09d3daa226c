package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Returns only when as many invocations run at once as its environment says. */
public final class Together extends Typed<Integer, String> {
  private final CyclicBarrier barrier;

  public Together(Map<String, String> environment, InstantSource clock) {
    barrier = new CyclicBarrier(Integer.parseInt(environment.get("PARTIES")));
  }

  @Override
  public String handleRequest(Integer event, Context context) {
    try {
      barrier.await();
      return "went " + (event + 1);
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
