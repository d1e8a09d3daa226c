package dev.parley.local.function;

/** Invokes a function of the template by its logical id and waits for the answer. */
public interface Invoker {
  /**
   * @param function logical id in the template
   * @param event the event as JSON in UTF-8
   */
  Answer invoke(String function, byte[] event);
}
