package dev.parley.lambda.store;

import dev.parley.core.money.Money;
import dev.parley.core.payment.Payment;
import dev.parley.core.payment.PaymentId;
import dev.parley.core.payment.PaymentStore.Place;
import dev.parley.core.payment.Stage;
import dev.parley.core.payment.Stray;
import dev.parley.core.payment.TopUp;
import dev.parley.core.payment.Waking;
import dev.parley.core.payment.Withdrawal;
import java.util.Currency;
import java.util.List;

/**
 * A payment as attributes. Their names are short because a write is billed by the kilobyte, and
 * with everything as long as it can be a payment stays within one.
 *
 * <pre>
 * p  workspace and id   v  format   n  version   m, u  amount and currency
 * d  what people did with it, see {@link WishBytes}
 * pl when it was created, and its id: the order of the lists
 * ow key of the index of owners, as long as there is the payment
 * de key of the index of desks, while it is on one
 * sh, wa  shard and instant of the index by which it wakes
 * </pre>
 *
 * {@link TopUpItem}, {@link WithdrawalItem} and {@link StrayItem} list the rest.
 */
final class PaymentItem {
  static final String ID = "p";
  static final String VERSION = "n";
  static final String PLACE = "pl";
  static final String OWNER = "ow";
  static final String DESK = "de";
  static final String SHARD = "sh";
  static final String WAKE_AT = "wa";

  /** The stage, of which the first letter tells the kind of payment. */
  static final String KIND = "k";

  private static final String AMOUNT = "m";
  private static final String CURRENCY = "u";
  private static final String DONE = "d";

  private PaymentItem() {}

  static Attributes key(PaymentId id) {
    return Attributes.none().text(ID, Keys.payment(id));
  }

  static PaymentId id(Attributes item) {
    return Keys.payment(item.text(ID));
  }

  static Attributes write(Attributes item, Payment it) {
    String workspace = it.id().workspace();
    it.owner().ifPresent(person -> item.text(OWNER, Keys.person(workspace, person)));
    it.stage().desk().ifPresent(desk -> item.text(DESK, Keys.desk(workspace, desk)));
    it.stage()
        .wakeAt()
        .ifPresent(at -> item.number(SHARD, Waking.shard(it.id())).instant(WAKE_AT, at));
    if (!it.done().isEmpty()) {
      item.bytes(DONE, WishBytes.write(it.done()));
    }
    return write(item, it.stage())
        .number("v", 1)
        .number(VERSION, it.version())
        .text(PLACE, Keys.place(Place.of(it)))
        .number(AMOUNT, it.amount().amount())
        .text(CURRENCY, it.amount().currency().getCurrencyCode());
  }

  private static Attributes write(Attributes item, Stage stage) {
    return switch (stage) {
      case TopUp it -> TopUpItem.write(item, it);
      case Withdrawal it -> WithdrawalItem.write(item, it);
      case Stray it -> StrayItem.write(item, it);
    };
  }

  static Payment read(Attributes item) {
    PaymentId id = id(item);
    Currency currency = Currency.getInstance(item.text(CURRENCY));
    return new Payment(
        id,
        item.optionalText(OWNER).map(Keys::person),
        new Money(item.number(AMOUNT), currency),
        Keys.place(item.text(PLACE)).at(),
        item.number(VERSION),
        stage(item, id.workspace(), currency),
        item.has(DONE) ? WishBytes.read(item.bytes(DONE)) : List.of());
  }

  private static Stage stage(Attributes item, String workspace, Currency currency) {
    String kind = item.text(KIND);
    return switch (kind.charAt(0)) {
      case 't' -> TopUpItem.read(item, currency);
      case 'w' -> WithdrawalItem.read(item, workspace);
      case 's' -> StrayItem.read(item, workspace, currency);
      default -> throw unknown(kind);
    };
  }

  static IllegalStateException unknown(String kind) {
    return new IllegalStateException("a payment has come to an unknown stage: " + kind);
  }
}
