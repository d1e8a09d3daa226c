package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PayPageTest extends ProviderCase {
  private static final Pattern BUTTON = Pattern.compile("name=\"action\" value=\"([a-z_]+)\"");

  @Test
  void aPayerSeesAmountDescriptionAndSixButtons() {
    Answer page = page(merchant.post("/v1/payments", Merchant.payment("t", 123_456_789)).id());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("1\u00a0234\u00a0567.89\u00a0RUB")
        .contains("<p>Top-up</p>")
        .contains("width=device-width")
        .doesNotContain("<script");
    assertThat(BUTTON.matcher(page.body()).results().map((MatchResult it) -> it.group(1)))
        .containsExactly(
            "pay", "refuse", "pay_later", "pay_tell_twice", "pay_never_tell", "pay_twice");
    assertThat(page.whole().headers().firstValue("Content-Type"))
        .hasValue("text/html; charset=utf-8");
    assertThat(page.whole().headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'");
  }

  @Test
  void amountsHaveTheDigitsOfTheirCurrency() {
    String yen = Merchant.payment("t", 1_500).replace("RUB", "JPY");
    String none = Merchant.payment("t", 1_500).replace("RUB", "QQQ");

    assertThat(page(merchant.post("/v1/payments", yen).id()).body())
        .contains("<h1>1\u00a0500\u00a0JPY</h1>");
    assertThat(page(merchant.post("/v1/payments", none).id()).body())
        .contains("<h1>15.00\u00a0QQQ</h1>");
  }

  @Test
  void nothingOfAMerchantBecomesAPartOfThePage() {
    String order =
        Merchant.payment("t", 1)
            .replace("Top-up", "<img src=x onerror=alert(1)> & 'so' \\\"on\\\"")
            .replaceFirst("\\{", "{\"returnUrl\":\"http://shop.example/?a='&b=1\",");
    String id = merchant.post("/v1/payments", order).id();

    assertThat(page(id).body())
        .contains("&lt;img src=x onerror=alert(1)&gt; &amp; &#39;so&#39; &quot;on&quot;")
        .doesNotContain("<img");
    merchant.press(id, "pay");
    assertThat(page(id).body()).contains("href=\"http://shop.example/?a=&#39;&amp;b=1\"");
  }

  @Test
  void whoHasPaidGoesBackToTheMerchant() {
    String order =
        Merchant.payment("t", 1).replaceFirst("\\{", "{\"returnUrl\":\"http://shop.example/ok\",");
    Answer back = merchant.press(merchant.post("/v1/payments", order).id(), "pay");
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.whole().headers().firstValue("Location")).hasValue("http://shop.example/ok");

    String homeless = merchant.post("/v1/payments", Merchant.payment("t", 1)).id();
    assertThat(merchant.press(homeless, "refuse").whole().headers().firstValue("Location"))
        .hasValue("/pay/" + homeless);
  }

  @Test
  void aPaymentThatIsDoneHasNoButtons() {
    for (String action : new String[] {"pay", "refuse"}) {
      String body = page(merchant.paid("t", 1, action)).body();
      assertThat(BUTTON.matcher(body).find()).isFalse();
      assertThat(body).contains(action.equals("pay") ? "Paid." : "Refused");
    }
    String returned = merchant.paid("t", 1, "pay");
    merchant.control("payments/" + returned + "/chargeback", "");
    assertThat(page(returned).body()).contains("charged back");
  }

  @Test
  void badFormsAreRefusedOnAPage() {
    String id = merchant.post("/v1/payments", Merchant.payment("t", 1)).id();

    assertThat(merchant.form(id, "").body()).contains("unknown_action");
    assertThat(merchant.form(id, "action=%zz").body()).contains("invalid_form");
    for (String minutes : new String[] {"0", "-1", "soon", "10081", "99999999999999999999"}) {
      Answer answer = merchant.form(id, "action=pay_later&minutes=" + minutes);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("invalid_field");
    }
    assertThat(page("none").status()).isEqualTo(404);
    assertThat(page(id + "/more").status()).isEqualTo(404);
    assertThat(merchant.statusOf(id)).isEqualTo("waiting");
  }

  private Answer page(String id) {
    return merchant.send(merchant.request("/pay/" + id).build());
  }
}
