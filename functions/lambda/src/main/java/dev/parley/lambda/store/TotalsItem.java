package dev.parley.lambda.store;

import dev.parley.core.conversation.Content;
import dev.parley.core.conversation.Entry;
import dev.parley.core.conversation.Side;
import dev.parley.core.conversation.Totals;
import java.util.Optional;

/**
 * Totals of an entry as attributes.
 *
 * <pre>
 * nc, ns  messages so far by the client, by staff
 * nw      whose the newest is, absent on messages, which say it by their side
 * </pre>
 */
final class TotalsItem {
  private TotalsItem() {}

  static void write(Attributes item, Entry entry) {
    item.number("nc", entry.totals().client()).number("ns", entry.totals().staff());
    if (!entry.content().isMessage()) {
      item.text("nw", entry.totals().newest().map(Letters::of));
    }
  }

  static Totals read(Attributes item, Content content) {
    Optional<Side> newest =
        content.isMessage()
            ? Optional.of(Letters.side(item.text("s").charAt(0)))
            : item.optionalText("nw").map(letter -> Letters.side(letter.charAt(0)));
    return new Totals(item.number("nc"), item.number("ns"), newest);
  }
}
