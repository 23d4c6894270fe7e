package dev.sluice.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A freeze's schedule")
class ScheduleTest {

    private static final Set<DayOfWeek> EVERY_DAY = Set.of(DayOfWeek.values());

    @Test
    void once_is_from_its_start_on_and_no_more_at_its_end() {
        Instant from = Instant.parse("2026-12-23T17:00:00Z");
        Instant until = Instant.parse("2026-12-27T07:00:00Z");
        Schedule once = new Schedule.Once(from, until);

        assertThat(once.inForceUntil(from.minusNanos(1))).isEmpty();
        assertThat(once.inForceUntil(from)).contains(until);
        assertThat(once.inForceUntil(until.minusNanos(1))).contains(until);
        assertThat(once.inForceUntil(until)).isEmpty();
    }

    /** 02:00 is 03:00 in spring, 03:00 is 02:00 again in autumn; in New York an hour of 02:00. */
    @ParameterizedTest(name = "{0}, {1} to {2}: {3} to {4}")
    @CsvSource({
        "Europe/Berlin,    2026-12-23T18:00, 2026-12-27T08:00, 2026-12-23T17:00:00Z, 2026-12-27T07:00:00Z",
        "Europe/Berlin,    2026-03-28T18:00, 2026-03-29T18:00, 2026-03-28T17:00:00Z, 2026-03-29T16:00:00Z",
        "Europe/Berlin,    2026-03-29T02:30, 2026-03-29T05:00, 2026-03-29T01:00:00Z, 2026-03-29T03:00:00Z",
        "Europe/Berlin,    2026-03-29T01:00, 2026-03-29T02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:30:00Z",
        "Europe/Berlin,    2026-03-29T02:10, 2026-03-29T02:50, 2026-03-29T01:00:00Z, 2026-03-29T01:50:00Z",
        "Europe/Berlin,    2026-03-29T02:30, 2026-03-29T03:10, 2026-03-29T01:00:00Z, 2026-03-29T01:10:00Z",
        "Europe/Berlin,    2026-10-25T02:30, 2026-10-25T05:00, 2026-10-25T00:30:00Z, 2026-10-25T04:00:00Z",
        "Europe/Berlin,    2026-10-25T01:00, 2026-10-25T02:30, 2026-10-24T23:00:00Z, 2026-10-25T01:30:00Z",
        "Europe/Berlin,    2026-10-25T02:10, 2026-10-25T02:20, 2026-10-25T00:10:00Z, 2026-10-25T01:20:00Z",
        "America/New_York, 2026-03-08T02:30, 2026-03-08T05:00, 2026-03-08T07:00:00Z, 2026-03-08T09:00:00Z",
        "America/New_York, 2026-03-08T01:00, 2026-03-08T02:30, 2026-03-08T06:00:00Z, 2026-03-08T07:30:00Z",
        "America/New_York, 2026-11-01T01:30, 2026-11-01T05:00, 2026-11-01T05:30:00Z, 2026-11-01T10:00:00Z",
        "America/New_York, 2026-11-01T00:00, 2026-11-01T01:30, 2026-11-01T04:00:00Z, 2026-11-01T06:30:00Z"
    })
    void once_by_the_clocks_of_a_zone(
            ZoneId zone, LocalDateTime from, LocalDateTime until, Instant first, Instant last) {
        assertThat(Schedule.Once.local(from, until, zone)).isEqualTo(new Schedule.Once(first, last));
    }

    @ParameterizedTest(name = "{0} {1} to {2} in {3} at {4}: until {5}")
    @CsvSource({
        // 2026-11-27 is a Friday.
        "FRIDAY,          16:00, 20:00, Europe/Berlin,    2026-11-27T14:59:59Z,",
        "FRIDAY,          16:00, 20:00, Europe/Berlin,    2026-11-27T15:00:00Z, 2026-11-27T19:00:00Z",
        "FRIDAY,          16:00, 20:00, Europe/Berlin,    2026-11-27T19:00:00Z,",
        "FRIDAY,          16:00, 20:00, Europe/Berlin,    2026-11-28T16:00:00Z,",
        // On the next day, when the end is not after the start.
        "FRIDAY,          16:00, 08:00, Europe/Berlin,    2026-11-28T06:59:59Z, 2026-11-28T07:00:00Z",
        "FRIDAY,          16:00, 08:00, Europe/Berlin,    2026-11-28T07:00:00Z,",
        "FRIDAY,          16:00, 16:00, Europe/Berlin,    2026-11-28T14:00:00Z, 2026-11-28T15:00:00Z",
        // The day is the zone's, not that of UTC.
        "FRIDAY,          20:00, 23:00, America/New_York, 2026-11-28T02:00:00Z, 2026-11-28T04:00:00Z",
        "FRIDAY,          00:00, 02:00, Pacific/Auckland, 2026-11-26T12:00:00Z, 2026-11-26T13:00:00Z",
        // What begins where another ends is one freeze.
        "SATURDAY SUNDAY, 00:00, 00:00, Europe/Berlin,    2026-11-28T12:00:00Z, 2026-11-29T23:00:00Z",
        "FRIDAY SATURDAY, 16:00, 16:00, UTC,              2026-11-27T16:00:00Z, 2026-11-29T16:00:00Z",
        "SATURDAY MONDAY, 00:00, 00:00, UTC,              2026-11-28T12:00:00Z, 2026-11-29T00:00:00Z",
        // Saturday night in spring is an hour shorter, in autumn an hour longer.
        "SATURDAY,        22:00, 06:00, Europe/Berlin,    2026-03-29T03:59:59Z, 2026-03-29T04:00:00Z",
        "SATURDAY,        22:00, 06:00, Europe/Berlin,    2026-10-25T04:59:59Z, 2026-10-25T05:00:00Z",
        "SUNDAY,          02:30, 05:00, Europe/Berlin,    2026-03-29T00:59:59Z,",
        "SUNDAY,          02:30, 05:00, Europe/Berlin,    2026-03-29T01:00:00Z, 2026-03-29T03:00:00Z",
        "SUNDAY,          02:30, 05:00, Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-25T04:00:00Z",
        "SATURDAY,        22:00, 02:30, Europe/Berlin,    2026-10-25T01:00:00Z, 2026-10-25T01:30:00Z",
        "SATURDAY,        22:00, 01:30, America/New_York, 2026-11-01T06:00:00Z, 2026-11-01T06:30:00Z",
        "SUNDAY,          02:15, 04:00, America/New_York, 2026-03-08T07:00:00Z, 2026-03-08T08:00:00Z"
    })
    void weekly(String days, LocalTime from, LocalTime until, ZoneId zone, Instant now, Instant end) {
        Set<DayOfWeek> on =
                Arrays.stream(days.split(" ")).map(DayOfWeek::valueOf).collect(Collectors.toSet());

        assertThat(new Schedule.Weekly(on, from, until, zone).inForceUntil(now)).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void of_every_day_is_found_in_no_endless_loop() {
        Schedule always = new Schedule.Weekly(EVERY_DAY, LocalTime.NOON, LocalTime.NOON, ZoneId.of("UTC"));

        assertThat(always.inForceUntil(Story.NOON)).isPresent();
    }
}
