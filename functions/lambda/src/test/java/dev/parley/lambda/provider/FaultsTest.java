package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.core.failure.Ambiguous;
import dev.parley.core.failure.Unavailable;
import dev.parley.core.payment.Payments;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong between a provider and us, whichever it is. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class FaultsTest extends Scripted {
  private static final String SANDBOX = "sandbox";
  private static final String UNITPAY = "unitpay";

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, UNITPAY})
  void whereNobodyListensNothingHasHappened(String kind) {
    URI gone = script.address();
    script.close();
    Payments payments = Providers.of(kind, gone, UNITPAY_KEY, http);
    assertThat(thrownBySending(payments)).isInstanceOf(Unavailable.class);
    assertThat(catchThrowable(() -> payments.outgoing(PAYOUT))).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, UNITPAY})
  void aHostWithoutAnAddressHasDoneNothing(String kind) {
    URI nowhere = URI.create("http://nowhere.invalid");
    assertThat(thrownBySending(Providers.of(kind, nowhere, UNITPAY_KEY, http)))
        .isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, UNITPAY})
  void aProviderWithoutTimeHasDoneNothing(String kind) {
    script.answers(429, "").answers(503, "<html>");
    assertThat(thrownBySending(payments(kind))).isInstanceOf(Unavailable.class);
    assertThat(thrownBySending(payments(kind))).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, UNITPAY})
  void aLostAnswerLeavesItOpenAndNothingIsSentAgain(String kind) {
    script.cuts().breaksOff("{\"result\": {\"status\": \"succ").hasNoEnd();
    for (int sent = 1; sent <= 3; sent++) {
      assertThat(thrownBySending(payments(kind))).isInstanceOf(Ambiguous.class);
      assertThat(script.seen()).hasSize(sent);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, UNITPAY})
  void aConnectionThatWasKeptAndIsCutIsNotTriedAgain(String kind) {
    script.answers(503, "").cuts();
    assertThat(thrownBySending(payments(kind))).isInstanceOf(Unavailable.class);
    assertThat(thrownBySending(payments(kind))).isInstanceOf(Ambiguous.class);
    assertThat(script.seen()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, UNITPAY})
  void whoeverAnswersTooLateLeavesItOpen(String kind) {
    script.hangs().hangsWithin("{\"result\": {");
    Payments payments = impatient(kind);
    assertThat(thrownBySending(payments)).isInstanceOf(Ambiguous.class);
    assertThat(thrownBySending(payments)).isInstanceOf(Ambiguous.class);
    assertThat(script.seen()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {SANDBOX, UNITPAY})
  void anAnswerThatCannotBeReadLeavesItOpen(String kind) {
    List<String> unreadable =
        List.of(
            "",
            "<html><body>Bad gateway " + PURSE + "</body></html>",
            "null",
            "[]",
            "{}",
            "{\"result\": \"" + PURSE + "\"}",
            "{\"result\": {\"status\": \"" + PURSE + "\"}}",
            "{\"id\": \"po_1\", \"reference\": \"" + PURSE + "\"}",
            "{\"result\": {}} " + PURSE);
    for (String body : unreadable) {
      script.answers(200, body);
      assertThat(thrownBySending(payments(kind))).as(body).isInstanceOf(Ambiguous.class);
    }
    script.answers(500, "{}").answers(502, "<html>").answers(504, "");
    for (int i = 0; i < 3; i++) {
      assertThat(thrownBySending(payments(kind))).isInstanceOf(Ambiguous.class);
    }
  }

  private Payments payments(String kind) {
    return kind.equals(SANDBOX) ? sandbox() : unitpay();
  }

  /** Whatever is thrown, nothing that it prints holds a secret or a purse. */
  private static Throwable thrownBySending(Payments payments) {
    Throwable thrown = catchThrowable(() -> payments.send(PAYOUT));
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed, true));
    assertThat(printed.toString())
        .doesNotContain(PURSE, "123456789012", "bearersecret", "projectsecret", "accountsecret");
    return thrown;
  }
}
