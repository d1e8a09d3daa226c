package dev.parley.provider.account;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which request came under which key, and what it made; used under the account's lock. */
final class Keys {
  private record Known(Order order, String made) {}

  private final Map<String, Known> known = new HashMap<>();
  private final Commit commit;

  Keys(Commit commit) {
    this.commit = commit;
  }

  /** The id of what a request of this key has made; refuses a key of another request. */
  Optional<String> made(String key, Order order) {
    Known before = known.get(key);
    if (before != null && !before.order.equals(order)) {
      throw new Refusal(
          422, "idempotency_mismatch", "this Idempotency-Key came with another request before");
    }
    return Optional.ofNullable(before).map(Known::made);
  }

  void keep(String key, Order order, String made) {
    restore(key, order, made);
    commit.changed(new Change.OfKey(key, order, made));
  }

  /** Knows it again, as it was kept. */
  void restore(String key, Order order, String made) {
    known.put(key, new Known(order, made));
  }
}
