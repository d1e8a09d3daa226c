package dev.parley.core.payment;

import java.util.List;

/**
 * A page of a provider's own book.
 *
 * @param complete whether it reaches the end of what was asked for
 */
public record Operations(List<Operation> operations, boolean complete) {
  public Operations {
    operations = List.copyOf(operations);
  }
}
