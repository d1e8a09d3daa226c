package dev.parley.lambda.handler;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;

/** Every function of the REST API, by its name in the template. */
final class RestHandlers {
  /** Lambda's handlers as tests make them. */
  interface Maker
      extends BiFunction<
          Map<String, String>,
          InstantSource,
          RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> {}

  static final Map<String, Maker> ALL =
      Map.ofEntries(
          Map.entry("Consultations", Consultations::new),
          Map.entry("Conversations", Conversations::new),
          Map.entry("Erasures", Erasures::new),
          Map.entry("Evidence", Evidence::new),
          Map.entry("Files", Files::new),
          Map.entry("FinanceReports", FinanceReports::new),
          Map.entry("Members", Members::new),
          Map.entry("PaymentWebhook", PaymentWebhook::new),
          Map.entry("Standings", Standings::new),
          Map.entry("TopUps", TopUps::new),
          Map.entry("Wallet", Wallet::new),
          Map.entry("Withdrawals", Withdrawals::new),
          Map.entry("Workspace", Workspace::new),
          Map.entry("Writing", Writing::new));

  private RestHandlers() {}

  /**
   * @param event a recorded one, whose name begins with that of its function
   */
  static String functionOf(String event) {
    String name = event.replaceAll("-.*", "");
    return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
  }
}
