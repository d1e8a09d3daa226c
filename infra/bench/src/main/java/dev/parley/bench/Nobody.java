package dev.parley.bench;

import dev.parley.core.conversation.Audience;
import java.util.List;
import java.util.Set;

/** Sockets that are all reached, and by nothing. */
class Nobody implements Audience {
  @Override
  public Delivered deliver(List<Delivery> deliveries) {
    return new Delivered(Set.of(), Set.of());
  }

  @Override
  public Set<String> close(List<String> connections) {
    return Set.of();
  }
}
