package dev.parley.provider.http;

import dev.parley.provider.account.Account;
import dev.parley.provider.account.Behaviour;
import dev.parley.provider.account.Limits;
import dev.parley.provider.account.Money;
import dev.parley.provider.account.Operation;
import dev.parley.provider.account.Payment;
import dev.parley.provider.account.Payout;
import dev.parley.provider.account.Refusal;
import dev.parley.provider.account.Telling;
import dev.parley.provider.clock.FollowedClock;
import dev.parley.provider.webhook.Recipient;
import dev.parley.provider.webhook.SigningKey;
import dev.parley.provider.webhook.Webhooks;
import dev.parley.provider.wire.Fields;
import dev.parley.provider.wire.Json;
import dev.parley.provider.wire.Shapes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What makes the world unfriendly, for tests and demos, under {@code /control}. */
final class ControlInterface implements Interface {
  private static final int MOST_KEYS = 4;

  private final Account account;
  private final FollowedClock clock;
  private final Webhooks webhooks;
  private final Shapes shapes;

  ControlInterface(Account account, FollowedClock clock, Webhooks webhooks, Shapes shapes) {
    this.account = account;
    this.clock = clock;
    this.webhooks = webhooks;
    this.shapes = shapes;
  }

  @Override
  public Reply answer(Request request) {
    request.requireParametersOf(Set.of());
    return switch (pattern(request)) {
      case "POST payments/*/return" -> takeBack(request, account::giveBack);
      case "POST payments/*/chargeback" -> takeBack(request, account::chargeBack);
      case "POST strays" -> stray(request);
      case "POST payouts/next" -> next(request);
      case "POST payouts/*/settle" -> settle(request);
      case "POST book/plant" -> plant(request);
      case "POST webhooks" -> tell(request);
      case "GET book/sum" -> Reply.json(200, shapes.balances(account.balances()));
      default -> throw Interfaces.noSuchCall(request);
    };
  }

  /** With a star for the id. */
  private static String pattern(Request request) {
    List<String> path = request.path().subList(1, request.path().size());
    return request.method()
        + " "
        + (path.size() == 3 ? path.get(0) + "/*/" + path.get(2) : String.join("/", path));
  }

  /** Takes money of a payment back. */
  @FunctionalInterface
  private interface TakingBack {
    Payment from(String payment, Optional<Money> amount);
  }

  private Reply takeBack(Request request, TakingBack taking) {
    Fields fields = Fields.ofOptional(request.body());
    Optional<Money> amount = fields.optionalMoney("amount");
    fields.end();
    return Reply.json(200, shapes.of(taking.from(request.segment(2), amount)));
  }

  private Reply stray(Request request) {
    Fields fields = Fields.of(request.body());
    Optional<String> reference = fields.optionalText("reference", Limits.NAME);
    Money amount = fields.money("amount");
    boolean told = fields.optionalTruth("told").orElse(true);
    fields.end();
    return Reply.json(
        201, shapes.of(account.stray(reference, amount, told ? Telling.ONCE : Telling.NEVER)));
  }

  private Reply next(Request request) {
    Fields fields = Fields.of(request.body());
    Behaviour behaviour = fields.word("behaviour", Behaviour.class);
    fields.end();
    account.next(behaviour);
    return Reply.json(200, Json.object());
  }

  private Reply settle(Request request) {
    Fields fields = Fields.of(request.body());
    Payout.Status status = fields.word("status", Payout.Status.class);
    fields.end();
    if (status == Payout.Status.WAITING) {
      throw Refusal.malformed("invalid_field", "status is paid or failed");
    }
    return Reply.json(
        200, shapes.of(account.settle(request.segment(2), status == Payout.Status.PAID)));
  }

  private Reply plant(Request request) {
    Fields fields = Fields.of(request.body());
    Operation.Kind kind = fields.word("kind", Operation.Kind.class);
    Money amount = fields.money("amount");
    fields.end();
    return Reply.json(201, shapes.of(account.plant(kind, amount)));
  }

  private Reply tell(Request request) {
    Fields fields = Fields.of(request.body());
    String url =
        fields
            .optionalAddress("url")
            .orElseThrow(() -> Refusal.malformed("missing_field", "url is missing"));
    List<SigningKey> keys = keys(fields.text("key", Limits.ADDRESS));
    Optional<URI> other = fields.optionalAddress("clock").map(URI::create);
    fields.end();
    try {
      clock.follow(other);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed("unknown_clock", e.getMessage());
    }
    webhooks.to(new Recipient(URI.create(url), keys));
    return Reply.json(200, Json.object());
  }

  private static List<SigningKey> keys(String text) {
    List<String> keys = Stream.of(text.split(" ")).toList();
    if (keys.size() > MOST_KEYS) {
      throw Refusal.malformed("invalid_key", "there are at most " + MOST_KEYS + " keys");
    }
    try {
      return keys.stream().map(SigningKey::of).toList();
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed("invalid_key", e.getMessage());
    }
  }
}
