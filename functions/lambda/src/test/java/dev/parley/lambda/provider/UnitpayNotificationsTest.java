package dev.parley.lambda.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.Money;
import dev.parley.core.payment.Incoming;
import dev.parley.core.payment.Incoming.State;
import dev.parley.lambda.provider.UnitpayNotifications.Kind;
import dev.parley.lambda.provider.UnitpayNotifications.Notification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications as Unitpay's documentation describes them. */
class UnitpayNotificationsTest {
  private static final String REFERENCE = "dental.AAAAAAAAAAAAAAAAAAAAAA";

  /** Reckoned by hand over a payment with all that a notification of one by card holds. */
  private static final String GENUINE =
      "7c51e9e922f0d02ffb95d1559469eccbd4a2b57ab6c238edcf4cdb2f182631d1";

  private final UnitpayNotifications notifications = new UnitpayNotifications(Scripted.UNITPAY_KEY);

  @Test
  void theDocumentedExampleIsSignedAsTheDocumentationSays() {
    assertThat(UnitpaySignature.of(List.of("check", "tod", "bob", "sam"), "a1b1c1d1"))
        .isEqualTo("cda8967f6fd073057f52b1978e126ace255e7b1cbd6363983188b8e0af8e049e");
  }

  @Test
  void aPaymentIsRead() {
    assertThat(notifications.read(query("pay", told(), GENUINE)))
        .isEqualTo(new Notification(Kind.PAY, incoming(State.PAID)));
  }

  @Test
  void theOrderOfParametersAndHowTheyAreEncodedDoNotMatter() {
    List<String> pairs = Arrays.asList(query("pay", told(), GENUINE).split("&"));
    Collections.reverse(pairs);
    String other = String.join("&", pairs).replace("%5B", "[").replace("%5D", "]");
    assertThat(notifications.read(other + "&utm=x").payment()).isEqualTo(incoming(State.PAID));
  }

  @ParameterizedTest
  @CsvSource({
    "check,CHECK,WAITING",
    "pay,PAY,PAID",
    "preauth,PREAUTH,WAITING",
    "error,ERROR,REFUSED"
  })
  void everyMethodIsKnown(String method, Kind kind, State state) {
    assertThat(notifications.read(signed(method, told())))
        .isEqualTo(new Notification(kind, incoming(state)));
  }

  @Test
  void namesAreSortedBareAsTheyAreSigned() {
    Map<String, String> told = told();
    told.put("order", "x");
    told.put("order_", "y");
    assertThat(notifications.read(signed("pay", told)).kind()).isEqualTo(Kind.PAY);
  }

  @Test
  void aPaymentWithoutAReferenceIsOneThatNobodyAnnounced() {
    Map<String, String> told = told();
    told.put("account", "");
    assertThat(notifications.read(signed("pay", told)).payment().reference()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"account", "orderSum", "orderCurrency", "unitpayId", "test", "date", "3ds"})
  void whateverIsAlteredIsRefused(String name) {
    Map<String, String> told = told();
    told.merge(name, "1", String::concat);
    refused(Code.BAD_SIGNATURE, query("pay", told, GENUINE));
    told.remove(name);
    refused(Code.BAD_SIGNATURE, query("pay", told, GENUINE));
  }

  @Test
  void whatIsSignedForOneMethodIsNotForAnother() {
    refused(Code.BAD_SIGNATURE, query("check", told(), GENUINE));
  }

  @Test
  void anotherKeyIsRefused() {
    UnitpayNotifications others = new UnitpayNotifications("15155-ae12d:other:a@example.com:x");
    assertThatThrownBy(() -> others.read(query("pay", told(), GENUINE)))
        .isInstanceOf(Refused.class)
        .hasMessageNotContaining("other");
  }

  @Test
  void whatIsThereTwiceNotAtAllOrWithoutEndIsRefused() {
    String genuine = query("pay", told(), GENUINE);
    refused(Code.BAD_SIGNATURE, null);
    refused(Code.BAD_SIGNATURE, "");
    refused(Code.BAD_SIGNATURE, genuine + "&method=pay");
    refused(Code.BAD_SIGNATURE, genuine + "&params[orderSum]=10.00");
    refused(Code.BAD_SIGNATURE, genuine + "&params[account]=%zz");
    refused(Code.BAD_SIGNATURE, genuine.replace("method=pay&", ""));
    refused(Code.BAD_SIGNATURE, query("pay", told(), ""));
    refused(Code.BAD_SIGNATURE, genuine + "&x=" + "x".repeat(8_192));
  }

  @Test
  void aTestPaysNothing() {
    Map<String, String> told = told();
    told.put("test", "1");
    refused(Code.INVALID_FIELD, signed("pay", told));
  }

  @Test
  void whatUnitpaySignsAndNobodyUnderstandsIsRefused() {
    refused(Code.INVALID_FIELD, signed("refund", told()));
    Map<String, String> told = told();
    told.put("orderSum", "10.005");
    refused(Code.INVALID_FIELD, signed("pay", told));
    told.remove("orderSum");
    refused(Code.MISSING_FIELD, signed("pay", told));
  }

  @Test
  void answersAreAsTheyAreDemanded() {
    assertThat(UnitpayNotifications.accepted()).isEqualTo("{\"result\":{\"message\":\"OK\"}}");
    assertThat(UnitpayNotifications.refused("Нет \"такого\" счёта"))
        .isEqualTo("{\"error\":{\"message\":\"Нет \\\"такого\\\" счёта\"}}");
  }

  private static Incoming incoming(State state) {
    Money ten = Scripted.rub(1_000);
    return new Incoming("1234567", Optional.of(REFERENCE), ten, state, Money.zero(Scripted.RUB));
  }

  private static Map<String, String> told() {
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry("account", REFERENCE),
            Map.entry("date", "2026-11-30 12:32:00"),
            Map.entry("operator", ""),
            Map.entry("paymentType", "card"),
            Map.entry("projectId", "1"),
            Map.entry("payerSum", "10.00"),
            Map.entry("payerCurrency", "RUB"),
            Map.entry("profit", "9.80"),
            Map.entry("orderSum", "10.00"),
            Map.entry("orderCurrency", "RUB"),
            Map.entry("unitpayId", "1234567"),
            Map.entry("test", "0"),
            Map.entry("3ds", "1")));
  }

  private static String signed(String method, Map<String, String> told) {
    List<String> values = new ArrayList<>(List.of(method));
    values.addAll(new TreeMap<>(told).values());
    return query(method, told, UnitpaySignature.of(values, "projectsecret"));
  }

  private static String query(String method, Map<String, String> told, String signature) {
    return "method="
        + method
        + "&"
        + told.entrySet().stream()
            .map(it -> "params%5B" + it.getKey() + "%5D=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"))
        + "&params%5Bsignature%5D="
        + signature;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private void refused(Code code, String query) {
    assertThatThrownBy(() -> notifications.read(query))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
