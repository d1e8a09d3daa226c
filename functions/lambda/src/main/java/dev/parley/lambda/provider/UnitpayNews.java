package dev.parley.lambda.provider;

import dev.parley.core.failure.Refused;
import dev.parley.core.payment.Arrivals;
import dev.parley.core.workspace.Directory;

/** Takes in what Unitpay tells, and answers what it asks. */
public final class UnitpayNews {
  private final UnitpayNotifications notifications;
  private final Directory directory;
  private final Arrivals arrivals;

  public UnitpayNews(UnitpayNotifications notifications, Directory directory, Arrivals arrivals) {
    this.notifications = notifications;
    this.directory = directory;
    this.arrivals = arrivals;
  }

  /**
   * Takes a notification in.
   *
   * @param workspace named by the path, which nobody signs
   * @param query of the call, as it came
   * @return the answer that Unitpay demands
   * @throws Refused with {@code bad_signature}
   */
  public String take(String workspace, String query) {
    UnitpayNotifications.Notification told = notifications.read(query);
    Addressed addressed = new Addressed(directory, workspace);
    addressed.requireWorkspace();
    told.payment().reference().ifPresent(addressed::requireReference);
    return switch (told.kind()) {
      case CHECK ->
          arrivals.expects(workspace, told.payment())
              ? UnitpayNotifications.accepted()
              : UnitpayNotifications.refused("Nobody expects this payment.");
      case PREAUTH -> UnitpayNotifications.accepted();
      case PAY, ERROR -> {
        arrivals.told(workspace, told.payment());
        yield UnitpayNotifications.accepted();
      }
    };
  }
}
