package dev.parley.provider.http;

import dev.parley.provider.account.Account;
import dev.parley.provider.account.Limits;
import dev.parley.provider.account.Payment;
import dev.parley.provider.account.Refusal;
import dev.parley.provider.account.Telling;
import dev.parley.provider.clock.Agenda;
import dev.parley.provider.clock.FollowedClock;
import java.time.Duration;
import java.util.Map;

/**
 * What a payer sees, at {@code /pay/{id}}: the payment, and everything that they may do with it.
 */
final class PayPage implements Interface {
  // No scripts, nothing from elsewhere, and no frame around it.
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
  private static final long USUAL_MINUTES = 5;

  private final Account account;
  private final FollowedClock clock;
  private final Agenda later;

  PayPage(Account account, FollowedClock clock, Agenda later) {
    this.account = account;
    this.clock = clock;
    this.later = later;
  }

  @Override
  public Reply answer(Request request) {
    Reply.Content content;
    try {
      content = content(request);
    } catch (Refusal e) {
      content = Reply.html(e.status(), refused(e));
    }
    return content
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "same-origin");
  }

  private Reply.Content content(Request request) {
    if (request.path().size() != 2 || !(request.isGet() || request.isPost())) {
      throw Interfaces.noSuchCall(request);
    }
    String id = request.segment(1);
    if (request.isGet()) {
      return Reply.html(200, page(account.payment(id)));
    }
    Payment payment = act(id, request.form());
    return Reply.see(payment.returnUrl().orElse("/pay/" + id));
  }

  private Payment act(String id, Map<String, String> form) {
    return switch (form.getOrDefault("action", "")) {
      case "pay" -> account.pay(id, Telling.ONCE);
      case "refuse" -> account.refuse(id);
      case "pay_later" -> payLater(id, form.getOrDefault("minutes", "" + USUAL_MINUTES));
      case "pay_tell_twice" -> account.pay(id, Telling.TWICE);
      case "pay_never_tell" -> account.pay(id, Telling.NEVER);
      case "pay_twice" -> account.payTwice(id);
      default -> throw Refusal.malformed("unknown_action", "there is no such action");
    };
  }

  private Payment payLater(String id, String minutes) {
    Payment payment = account.payment(id);
    if (payment.status() != Payment.Status.WAITING) {
      throw Refusal.conflict("not_waiting", "this payment does not wait for its payer any more");
    }
    if (!later.add(clock.instant().plus(delay(minutes)), () -> payUnlessDone(id))) {
      throw Refusal.conflict(
          "full", "there are at most %d payments to be paid later".formatted(Limits.LATER));
    }
    return payment;
  }

  private void payUnlessDone(String id) {
    try {
      account.pay(id, Telling.ONCE);
    } catch (Refusal e) {
      // The payer has done something else meanwhile.
    }
  }

  private static Duration delay(String minutes) {
    long most = Limits.LONGEST_DELAY.toMinutes();
    try {
      long number = Long.parseLong(minutes);
      if (number >= 1 && number <= most) {
        return Duration.ofMinutes(number);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Refusal.malformed("invalid_field", "minutes is a number from 1 to " + most);
  }

  private static String page(Payment payment) {
    String amount = Html.escaped(Html.amount(payment.amount()));
    String head = "<h1>%s</h1>\n<p>%s</p>\n".formatted(amount, Html.escaped(payment.description()));
    return Html.page(
        "Pay " + Html.amount(payment.amount()),
        head + (payment.status() == Payment.Status.WAITING ? buttons() : done(payment)));
  }

  private static String buttons() {
    return """
        <form method="post">
        <button class="main" name="action" value="pay">Pay</button>
        <button name="action" value="refuse">Refuse</button>
        </form>
        <h2>As it goes in an unfriendly world</h2>
        <form method="post">
        <label>In <input type="number" name="minutes" min="1" max="%d" value="%d"> minutes</label>
        <button name="action" value="pay_later">Pay later</button>
        </form>
        <form method="post">
        <button name="action" value="pay_tell_twice">Pay, and tell the merchant twice</button>
        <button name="action" value="pay_never_tell">Pay, and never tell the merchant</button>
        <button name="action" value="pay_twice">Pay twice</button>
        </form>
        """
        .formatted(Limits.LONGEST_DELAY.toMinutes(), USUAL_MINUTES);
  }

  private static String done(Payment payment) {
    String words =
        switch (payment.status()) {
          case WAITING -> "Not paid yet.";
          case PAID -> "Paid.";
          case REFUSED -> "Refused: nothing was paid.";
          case RETURNED -> "Paid, and given back by the bank.";
          case CHARGED_BACK -> "Paid, and charged back by the payer.";
        };
    String back =
        payment
            .returnUrl()
            .map(
                it ->
                    "<p><a href=\"%s\">Back to the merchant</a></p>\n".formatted(Html.escaped(it)))
            .orElse("");
    return "<p><strong>%s</strong></p>\n%s".formatted(words, back);
  }

  private static String refused(Refusal refusal) {
    return Html.page(
        "This did not work",
        "<h1>This did not work</h1>\n<p>%s (<code>%s</code>)</p>\n"
            .formatted(Html.escaped(refusal.getMessage()), Html.escaped(refusal.code())));
  }
}
