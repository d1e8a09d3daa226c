package dev.parley.local.schedule;

/** Takes the events of schedules, as Lambda's queue of asynchronous invocations does. */
@FunctionalInterface
public interface Target {
  /**
   * Returns when the event is safe there, not when it is handled.
   *
   * @param function logical id in the template
   */
  void accept(String function, byte[] event) throws NotAccepted;

  /** The event was not taken; tried again only when that may help. */
  final class NotAccepted extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean worthRetrying;

    /**
     * @param code of the error, as the target's service names it
     */
    public NotAccepted(String code, String message, boolean worthRetrying) {
      super(message);
      this.code = code;
      this.worthRetrying = worthRetrying;
    }

    public String code() {
      return code;
    }

    public boolean worthRetrying() {
      return worthRetrying;
    }
  }
}
