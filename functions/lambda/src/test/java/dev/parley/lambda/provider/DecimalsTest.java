package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.money.Money;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @Property(tries = 2_000)
  void everyAmountComesBackExactly(@ForAll @LongRange(min = 0, max = Money.MOST) long kopecks) {
    String text = Decimals.text(Scripted.rub(kopecks));
    assertThat(text).matches("\\d+\\.\\d{2}");
    assertThat(Decimals.money(text, "RUB")).contains(Scripted.rub(kopecks));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "10,1000",
    "10.1,1010",
    "10.10,1010",
    "10.220000,1022",
    "0.01,1",
    "007,700",
    "1000000000000.00,100000000000000"
  })
  void howManyPlacesAreWrittenDoesNotMatter(String text, long kopecks) {
    assertThat(Decimals.money(text, "RUB")).contains(Scripted.rub(kopecks));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "-1",
        "+1",
        "1,00",
        "1.",
        ".1",
        "1e3",
        "NaN",
        "0.001",
        "10.005",
        "0x1",
        "1000000000000.01",
        "9999999999999999"
      })
  void whatIsNoAmountIsNone(String text) {
    assertThat(Decimals.money(text, "RUB")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rub", "RUBLE", "ZZZ"})
  void aCurrencyThatIsNoneHasNoAmounts(String currency) {
    assertThat(Decimals.money("1", currency)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"JPY,1", "USD,1.00", "KWD,1.000"})
  void everyCurrencyHasItsOwnPlaces(String currency, String text) {
    assertThat(Decimals.money(text, currency).map(Decimals::text)).contains(text);
    assertThat(Decimals.money(text, currency).orElseThrow().currency())
        .isEqualTo(Currency.getInstance(currency));
  }
}
