package dev.parley.core.payment;

import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A WebMoney purse: a letter that tells its currency, and 12 digits (WebMoney's "Purse" page).
 *
 * @param number as people write it: {@code P123456789012}
 */
public record Purse(String number) {
  /** Purses of roubles begin with P since 2019 and began with R before. */
  private static final Map<String, Set<Character>> LETTERS =
      Map.of("RUB", Set.of('P', 'R'), "USD", Set.of('Z'), "EUR", Set.of('E'), "KZT", Set.of('K'));

  private static final Pattern FORM = Pattern.compile("[A-Z]\\d{12}");
  private static final int SHOWN = 4;

  /** Whether a text is the number of a purse for money of a currency. */
  public static boolean isNumber(String text, Currency currency) {
    return FORM.matcher(text).matches()
        && LETTERS.getOrDefault(currency.getCurrencyCode(), Set.of()).contains(text.charAt(0));
  }

  /** Enough of it for its owner to know it again, and too little for anybody to use. */
  public String masked() {
    return number.charAt(0) + "…" + number.substring(number.length() - SHOWN);
  }

  /** Never the number: what is printed may be logged. */
  @Override
  public String toString() {
    return masked();
  }
}
