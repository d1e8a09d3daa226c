package dev.parley.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.local.Conforms;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private static List<String> firings(String expression, ZoneId zone, String after, int count) {
    Expression read = Expression.parse(expression, zone);
    List<String> firings = new ArrayList<>();
    Optional<Instant> next = read.next(Instant.parse(after), START);
    while (next.isPresent() && firings.size() < count) {
      firings.add(next.get().toString());
      next = read.next(next.get(), START);
    }
    return firings;
  }

  private static List<String> utc(String expression, String after, int count) {
    return firings(expression, ZoneOffset.UTC, after, count);
  }

  @Test
  @Conforms("schedule-at")
  void aOneTimeScheduleFiresOnceAtItsLocalTime() {
    assertThat(firings("at(2026-12-31T23:59:30)", NEW_YORK, "2026-01-01T00:00:00Z", 2))
        .containsExactly("2027-01-01T04:59:30Z");
    assertThat(firings("at(2026-12-31T23:59:30)", NEW_YORK, "2027-01-01T04:59:30Z", 2)).isEmpty();
  }

  @Test
  @Conforms("schedule-rate")
  void aRateCountsFromItsStartWhichItFires() {
    assertThat(utc("rate(90 minutes)", "2026-11-21T11:00:00Z", 3))
        .containsExactly("2026-11-21T12:00:00Z", "2026-11-21T13:30:00Z", "2026-11-21T15:00:00Z");
    assertThat(utc("rate(1 hours)", "2026-11-21T12:30:00Z", 1))
        .containsExactly("2026-11-21T13:00:00Z");
  }

  @Test
  @Conforms("schedule-rate")
  void aDayOfARateIs24HoursAlsoWhenTheClocksChange() {
    Instant start = Instant.parse("2026-03-07T15:00:00Z");
    assertThat(Expression.parse("rate(1 day)", NEW_YORK).next(start.plusSeconds(86_400), start))
        .contains(Instant.parse("2026-03-09T15:00:00Z"));
  }

  @Test
  @Conforms("schedule-cron")
  void theExamplesOfTheUserGuide() {
    assertThat(utc("cron(15 10 ? * 6L 2022-2023)", "2022-01-01T00:00:00Z", 2))
        .containsExactly("2022-01-28T10:15:00Z", "2022-02-25T10:15:00Z");
    assertThat(utc("cron(0 18 ? * MON-FRI *)", "2026-11-20T18:00:00Z", 2))
        .containsExactly("2026-11-23T18:00:00Z", "2026-11-24T18:00:00Z");
    assertThat(utc("cron(0/15 8-9 L FEB ? *)", "2028-01-01T00:00:00Z", 9))
        .startsWith("2028-02-29T08:00:00Z", "2028-02-29T08:15:00Z")
        .endsWith("2028-02-29T09:45:00Z", "2029-02-28T08:00:00Z");
    assertThat(utc("cron(0 8 ? * 3#2 2026)", "2026-11-01T00:00:00Z", 3))
        .containsExactly("2026-11-10T08:00:00Z", "2026-12-08T08:00:00Z");
    assertThat(utc("cron(0 0 ? * L *)", "2026-11-21T12:00:00Z", 1))
        .containsExactly("2026-11-28T00:00:00Z");
  }

  @Test
  @Conforms("schedule-cron")
  void theNearestWorkdayStaysInItsMonth() {
    // In 2026: August 1 is a Saturday, May 31 a Sunday, November 14 a Saturday.
    assertThat(utc("cron(0 0 1W AUG ? 2026)", "2026-01-01T00:00:00Z", 2))
        .containsExactly("2026-08-03T00:00:00Z");
    assertThat(utc("cron(0 0 31W 5,6 ? 2026)", "2026-01-01T00:00:00Z", 2))
        .containsExactly("2026-05-29T00:00:00Z");
    assertThat(utc("cron(0 0 14W 11 ? 2026)", "2026-01-01T00:00:00Z", 2))
        .containsExactly("2026-11-13T00:00:00Z");
  }

  @Test
  @Conforms("schedule-daylight-saving")
  void aLocalTimeSkippedInSpringDoesNotFireAndOneRepeatedInAutumnFiresOnce() {
    assertThat(firings("cron(30 2 * * ? *)", NEW_YORK, "2026-03-07T12:00:00Z", 1))
        .containsExactly("2026-03-09T06:30:00Z");
    assertThat(firings("cron(30 1 * * ? *)", NEW_YORK, "2026-10-31T12:00:00Z", 2))
        .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
    assertThatThrownBy(() -> Expression.parse("at(2026-03-08T02:30:00)", NEW_YORK))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("America/New_York");
  }

  @Test
  @Conforms("schedule-cron")
  void whatNeverFiresEndsTheSearch() {
    assertThat(utc("cron(0 0 30 2 ? *)", "1970-01-01T00:00:00Z", 1)).isEmpty();
    assertThat(utc("cron(0 0 1 1 ? 2199)", "2199-01-01T00:00:00Z", 1)).isEmpty();
    Expression never = Expression.parse("cron(0 0 31 FEB,APR ? *)", NEW_YORK);
    assertThat(never.latest(Instant.parse("2199-12-31T00:00:00Z"), START)).isEmpty();
  }

  @ParameterizedTest
  @Conforms("schedule-refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "every day|none of at",
        "rate(5)|minutes, hours or days",
        "rate(0 minutes)|the value is 0",
        "rate(-1 minutes)|positive",
        "rate(5 minute)|minutes, not minute",
        "rate(5 weeks)|minutes, hours or days",
        "rate(1.5 hours)|minutes, hours or days",
        "at(2026-02-30T00:00:00)|2026-02-30T00:00:00",
        "at(2026-12-31 23:59:00)|no time",
        "at(2026-12-31T23:59:00Z)|no time",
        "cron()|0 fields",
        "cron(0 0 * * ?)|5 fields",
        "cron(60 0 * * ? *)|minutes: 60 is not in 0-59",
        "cron(0 24 * * ? *)|hours: 24",
        "cron(0 0 32 * ? *)|day-of-month: 32",
        "cron(0 0 0 * ? *)|day-of-month: 0",
        "cron(0 0 * 13 ? *)|month: 13",
        "cron(0 0 * JANUARY ? *)|month: 'JANUARY'",
        "cron(0 0 ? * 8 *)|day-of-week: 8",
        "cron(0 0 ? * MON/2 *)|day-of-week",
        "cron(0 0 * * ? 2200)|year: 2200",
        "cron(0 0 * * ? 1969)|year: 1969",
        "cron(0 0 * * * *)|exactly one of them must be ?",
        "cron(0 0 ? * ? *)|exactly one of them must be ?",
        "cron(0 0 1 * MON *)|exactly one of them must be ?",
        "cron(? 0 * * ? *)|minutes: '?'",
        "cron(0 0 ? * 3#1,6#3 *)|day-of-week",
        "cron(0 0 ? * 3#6 *)|day-of-week",
        "cron(0 0 1,L * ? *)|day-of-month: 'L'",
        "cron(0 0 W * ? *)|day-of-month",
        "cron(5-1 0 * * ? *)|minutes: the range '5-1'",
        "cron(0/0 0 * * ? *)|minutes: the increment",
        "cron(1,,2 0 * * ? *)|minutes: ''",
        "cron(99999999999 0 * * ? *)|minutes",
      })
  void anErrorNamesTheField(String expression, String why) {
    assertThatThrownBy(() -> Expression.parse(expression, ZoneOffset.UTC))
        .isInstanceOf(ScheduleException.class)
        .hasMessageStartingWith("Invalid Schedule Expression " + expression)
        .hasMessageContaining(why);
  }
}
