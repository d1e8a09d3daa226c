package dev.parley.provider.http;

import dev.parley.provider.account.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** The look of the payers' pages, and how text is put into them. */
final class Html {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
      body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 26rem; }
      header { opacity: .7; font-size: .85rem; }
      h1 { font-size: 2.2rem; line-height: 1.2; margin: 1rem 0 0; font-variant-numeric: tabular-nums; }
      p { margin: .3rem 0 1.5rem; overflow-wrap: anywhere; }
      form { display: grid; gap: .6rem; margin-bottom: 1.5rem; }
      button, input { font: inherit; padding: .7rem 1rem; border-radius: .6rem; border: 1px solid #8886; }
      button { cursor: pointer; background: #8882; color: inherit; }
      button.main { background: #1a7f5a; border-color: #1a7f5a; color: #fff; font-weight: 600; }
      h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
      label { display: flex; gap: .6rem; align-items: center; }
      label input { width: 5rem; }
      a { color: inherit; }
      """;

  private Html() {}

  /**
   * A whole page.
   *
   * @param title as plain text
   * @param content as HTML
   */
  static String page(String title, String content) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <header>Sandbox payments: no real money moves here</header>
        %s</body>
        </html>
        """
        .formatted(escaped(title), STYLE, content);
  }

  /** Text that means nothing in HTML, neither between tags nor inside a quoted attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Such as {@code 1 500.00 RUB}, held together by spaces that do not break. */
  static String amount(Money money) {
    int digits = digits(money.currency());
    return String.format(
            Locale.ROOT, "%,." + digits + "f", BigDecimal.valueOf(money.amount(), digits))
        .replace(',', '\u00a0')
        .concat("\u00a0" + money.currency());
  }

  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return 2;
    }
  }
}
