package dev.parley.lambda.provider;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.payment.Arrivals;
import dev.parley.core.payment.Departures;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Outgoing;
import dev.parley.core.workspace.Directory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes in what a provider tells by calls that it signs by Standard Webhooks, in the words of the
 * sandbox: any number of times and in any order.
 */
public final class SignedNews {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_.]{0,63}");
  private static final String UNNAMED = "unnamed";

  private final StandardWebhooks signatures;
  private final Directory directory;
  private final Arrivals arrivals;
  private final Departures departures;

  public SignedNews(
      StandardWebhooks signatures, Directory directory, Arrivals arrivals, Departures departures) {
    this.signatures = signatures;
    this.directory = directory;
    this.arrivals = arrivals;
    this.departures = departures;
  }

  /**
   * Takes a call in; what is of no type that is known here is passed over.
   *
   * @param workspace named by the path, which nobody signs
   * @return its type
   * @throws Refused with {@code bad_signature}; with {@code invalid_field} when it is signed and
   *     cannot be read
   */
  public String take(String workspace, Map<String, String> headers, byte[] body) {
    signatures.verify(headers, body);
    Addressed addressed = new Addressed(directory, workspace);
    addressed.requireWorkspace();
    News news = read(addressed, new String(body, StandardCharsets.UTF_8));
    news.arrived().ifPresent(it -> arrivals.told(workspace, it));
    news.ended().ifPresent(it -> departures.told(workspace, it));
    return news.type();
  }

  /** What is told, read. */
  private record News(String type, Optional<Incoming> arrived, Optional<Outgoing> ended) {}

  /** That it was signed and cannot be read is no doubt about what has happened to any money. */
  private static News read(Addressed addressed, String body) {
    try {
      Reply news = Reply.of(body);
      String type =
          news.optionalText("type").filter(it -> TYPE.matcher(it).matches()).orElse(UNNAMED);
      return switch (type) {
        case "payment.paid", "payment.refused", "payment.returned", "payment.charged_back" ->
            new News(type, Optional.of(incoming(addressed, news.object("data"))), Optional.empty());
        case "payout.paid", "payout.failed", "refund.paid", "refund.failed" ->
            new News(type, Optional.empty(), ended(addressed, news.object("data")));
        default -> new News(type, Optional.empty(), Optional.empty());
      };
    } catch (Ambiguous e) {
      throw Refused.field(Code.INVALID_FIELD, "data", "What is told here cannot be read.");
    }
  }

  private static Incoming incoming(Addressed addressed, Reply data) {
    Incoming it = SandboxPayments.incoming(data);
    it.reference().ifPresent(addressed::requireReference);
    return it;
  }

  /** That something has not ended is nothing to be told of. */
  private static Optional<Outgoing> ended(Addressed addressed, Reply data) {
    String reference = data.text("reference");
    addressed.requireReference(reference);
    Outgoing.State state = data.constant("status", Outgoing.State.class);
    Optional<String> id = Optional.of(data.text("id"));
    Optional<String> reason = data.optionalText("reason").map(SandboxPayments::reason);
    return switch (state) {
      case WAITING -> Optional.empty();
      case PAID -> Optional.of(new Outgoing(reference, id, state, Optional.empty()));
      case FAILED -> Optional.of(new Outgoing(reference, id, state, reason));
    };
  }
}
