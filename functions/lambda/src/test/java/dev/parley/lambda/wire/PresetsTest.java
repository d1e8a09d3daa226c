package dev.parley.lambda.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.failure.Code;
import dev.parley.core.failure.Refused;
import dev.parley.core.money.BasisPoints;
import dev.parley.core.money.Money;
import dev.parley.core.workspace.Channel;
import dev.parley.core.workspace.ConsultationPolicy;
import dev.parley.core.workspace.FilePolicy;
import dev.parley.core.workspace.Member;
import dev.parley.core.workspace.MemberChange;
import dev.parley.core.workspace.PaymentPolicy;
import dev.parley.core.workspace.Preset;
import dev.parley.core.workspace.Role;
import dev.parley.core.workspace.StartPolicy;
import dev.parley.core.workspace.Workspace;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  private static final String PRESET =
      """
      {"id":"w","name":"W","startPolicy":"STAFF_ANY","origins":["https://w.example"],
       "channels":[{"id":"moscow","name":"Москва"}],
       "members":[{"id":"anna","name":"Анна","roles":["operator"],"channels":["moscow"]}]}\
      """;

  @Test
  void aPresetIsReadWhole() {
    assertThat(Presets.read(PRESET))
        .isEqualTo(
            new Preset(
                new Workspace("w", "W", StartPolicy.STAFF_ANY, Set.of("https://w.example")),
                List.of(new Channel("moscow", "Москва")),
                List.of(
                    new Member(
                        "w",
                        "anna",
                        "Анна",
                        Set.of(Role.OPERATOR),
                        Optional.empty(),
                        Set.of("moscow"),
                        0))));
  }

  @Test
  void aPresetMaySayWhichFilesAreSent() {
    String files = "\"files\":{\"types\":[\"image/png\"],\"mostBytes\":5,\"perDay\":7},";
    Preset preset = Presets.read(PRESET.replace("\"origins\"", files + "\"origins\""));
    assertThat(preset.workspace().files()).isEqualTo(new FilePolicy(Set.of("image/png"), 5, 7));
  }

  @Test
  void aCardIsAsLongInAPresetAsInALink() {
    String longest = "c".repeat(Member.CARD_CHARACTERS);
    assertThat(Presets.read(withCard(longest)).members().getFirst().card()).contains(longest);
    assertThat(Changes.link(card(longest))).isEqualTo(new MemberChange.Link(longest));
    assertCode(Code.INVALID_FIELD, PRESET, withCard(longest + "c"));
    assertThatThrownBy(() -> Changes.link(card(longest + "c")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_FIELD));
  }

  private static String withCard(String card) {
    return PRESET.replace("\"roles\"", "\"card\":\"" + card + "\",\"roles\"");
  }

  private static Fields card(String card) {
    return Fields.of("{\"card\":\"" + card + "\"}");
  }

  @Test
  void whatIsWrongIsRefusedWhole() {
    assertCode(Code.UNKNOWN_FIELD, "\"roles\"", "\"rolls\":[],\"roles\"");
    assertCode(Code.INVALID_FIELD, "operator", "emperor");
    assertCode(Code.INVALID_FIELD, "STAFF_ANY", "ANYBODY");
    assertCode(Code.INVALID_FIELD, "https://w.example", "https://w.example/path");
    assertCode(Code.INVALID_FIELD, "\"anna\"", "\"a#b\"");
    assertCode(Code.INVALID_FIELD, "[\"moscow\"]", "[\"kazan\"]");
    assertCode(Code.INVALID_FIELD, "[\"moscow\"]", "\"moscow\"");
    assertCode(Code.MISSING_FIELD, "\"id\":\"w\",", "");
    assertCode(Code.INVALID_FIELD, "\"origins\"", "\"files\":[],\"origins\"");
    assertCode(Code.MISSING_FIELD, "\"origins\"", "\"files\":{\"types\":[]},\"origins\"");
  }

  @Test
  void aPresetMaySayHowConsultationsAreSold() {
    ConsultationPolicy all =
        policy(
            """
            {"currency":"UAH","priceCap":1000000,"commission":500,"claimWindow":"PT72H",
             "requestLifetime":"P2D","offerLifetime":"PT1M","paymentWindow":"P366D",
             "claimTime":"PT90M"}\
            """);
    Currency hryvnia = Currency.getInstance("UAH");
    assertThat(all)
        .isEqualTo(
            new ConsultationPolicy(
                hryvnia,
                Optional.of(new Money(1_000_000, hryvnia)),
                new BasisPoints(500),
                Duration.ofHours(72),
                Duration.ofDays(2),
                Duration.ofMinutes(1),
                Duration.ofDays(366),
                Duration.ofMinutes(90)));
    assertThat(policy("{\"currency\":\"RUB\"}")).isEqualTo(ConsultationPolicy.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claimWindow     | \"PT1H\"      | \"PT59M59.999S\"",
        "claimWindow     | \"P30D\"      | \"P30DT0.001S\"",
        "claimTime       | \"PT1M\"      | \"PT59S\"",
        "requestLifetime | \"P366D\"     | \"P366DT1S\"",
        "offerLifetime   | \"P3D\"       | \"3 days\"",
        "paymentWindow   | \"PT1M\"      | \"-PT1M\"",
        "paymentWindow   | \"PT1M\"      | 60",
        "commission      | 0             | -1",
        "commission      | 10000         | 10001",
        "priceCap        | 1             | 0",
        "priceCap        | 100000000000000 | 100000000000001"
      })
  void whatIsOutOfBoundsIsRefused(String field, String last, String beyond) {
    String form = "{\"currency\":\"RUB\",\"%s\":%s}";
    assertThat(policy(form.formatted(field, last)).currency().getCurrencyCode()).isEqualTo("RUB");
    assertThatThrownBy(() -> policy(form.formatted(field, beyond)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_FIELD));
  }

  @Test
  void aCurrencyIsOneThatThereIs() {
    for (String currency : List.of("XYZ", "rub", "RU", "")) {
      assertThatThrownBy(() -> policy("{\"currency\":\"" + currency + "\"}"))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_FIELD));
    }
    assertThatThrownBy(() -> policy("{}"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.MISSING_FIELD));
  }

  @Test
  void aPresetMaySayHowMoneyComesInAndLeaves() {
    Currency hryvnia = Currency.getInstance("UAH");
    assertThat(
            payments(
                "UAH",
                """
                {"currency":"UAH","leastTopUp":1,"mostTopUp":7,"topUpLifetime":"PT1M",
                 "leastWithdrawal":2,"mostWithdrawal":100000000000000,"approvalAbove":0}\
                """))
        .isEqualTo(
            new PaymentPolicy(
                new Money(1, hryvnia),
                new Money(7, hryvnia),
                Duration.ofMinutes(1),
                new Money(2, hryvnia),
                new Money(Money.MOST, hryvnia),
                new Money(0, hryvnia)));
    assertThat(payments("UAH", "{}")).isEqualTo(PaymentPolicy.standard(hryvnia));
  }

  @Test
  void whoSaysNothingOfPaymentsHasTheUsualOnesInTheCurrencyOfTheConsultations() {
    String consultations = "\"consultations\":{\"currency\":\"UAH\"},";
    Preset preset = Presets.read(PRESET.replace("\"origins\"", consultations + "\"origins\""));
    assertThat(preset.workspace().payments())
        .isEqualTo(PaymentPolicy.standard(Currency.getInstance("UAH")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "leastTopUp      | 1               | 0",
        "leastTopUp      | 10000000        | 10000001",
        "mostTopUp       | 100             | 99",
        "mostTopUp       | 100000000000000 | 100000000000001",
        "leastWithdrawal | 10000000        | 10000001",
        "leastWithdrawal | 1               | -1",
        "mostWithdrawal  | 10000           | 9999",
        "mostWithdrawal  | 10000           | \"10000\"",
        "mostWithdrawal  | 10000           | 10000.5",
        "approvalAbove   | 0               | -1",
        "topUpLifetime   | \"PT1M\"        | \"PT59.999S\"",
        "topUpLifetime   | \"P30D\"        | \"P30DT0.001S\"",
        "topUpLifetime   | \"P1D\"         | \"-P1D\"",
        "currency        | \"RUB\"         | \"EUR\"",
        "currency        | \"RUB\"         | \"rubles\""
      })
  void paymentsOutOfBoundsAreRefused(String field, String last, String beyond) {
    assertThat(payments("RUB", "{\"" + field + "\":" + last + "}")).isNotNull();
    assertThatThrownBy(() -> payments("RUB", "{\"" + field + "\":" + beyond + "}"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_FIELD));
  }

  @Test
  void aLeastAmountAboveTheMostIsNamedWithBoth() {
    assertThatThrownBy(() -> payments("RUB", "{\"leastTopUp\":200,\"mostTopUp\":150}"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("leastTopUp")
        .hasMessageContaining("at most 150, which is mostTopUp, and is 200");
  }

  @Test
  void whatIsMisspelledInPaymentsIsRefused() {
    assertThatThrownBy(() -> payments("RUB", "{\"leastTopup\":200}"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.UNKNOWN_FIELD));
  }

  private static PaymentPolicy payments(String currency, String json) {
    String settings =
        "\"consultations\":{\"currency\":\"%s\"},\"payments\":%s,".formatted(currency, json);
    return Presets.read(PRESET.replace("\"origins\"", settings + "\"origins\""))
        .workspace()
        .payments();
  }

  @Test
  void aMemberCanKeepTheMoney() {
    Preset preset = Presets.read(PRESET.replace("operator", "accountant"));
    assertThat(preset.members().getFirst().roles()).containsExactly(Role.ACCOUNTANT);
  }

  private static ConsultationPolicy policy(String json) {
    String consultations = "\"consultations\":" + json + ",";
    return Presets.read(PRESET.replace("\"origins\"", consultations + "\"origins\""))
        .workspace()
        .consultations();
  }

  /** What the API promises of everybody who asks who they are. */
  @Test
  void aMemberHasARole() {
    assertCode(Code.INVALID_FIELD, "[\"operator\"]", "[]");
    assertCode(Code.INVALID_FIELD, "\"roles\":[\"operator\"],", "");
  }

  private static void assertCode(Code code, String right, String wrong) {
    assertThatThrownBy(() -> Presets.read(PRESET.replace(right, wrong)))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
