package dev.parley.lambda.store;

import dev.parley.core.consultation.ConsultationId;
import dev.parley.core.consultation.Paper;
import java.util.Optional;

/** A paper beside an order, as attributes: {@code t} its text, and those of {@link TermsItem}. */
final class PaperItem {
  private PaperItem() {}

  static Attributes key(ConsultationId id, int number) {
    return Attributes.none().text("o", Keys.consultation(id)).text("sk", Keys.paper(number));
  }

  static Attributes write(Attributes item, Paper paper) {
    paper.terms().ifPresent(terms -> TermsItem.write(item, terms));
    return item.number("v", 1).text("t", paper.text());
  }

  static Paper read(Attributes item, ConsultationId id, int number) {
    return new Paper(
        id,
        number,
        TermsItem.isIn(item) ? Optional.of(TermsItem.read(item)) : Optional.empty(),
        item.optionalText("t"));
  }
}
