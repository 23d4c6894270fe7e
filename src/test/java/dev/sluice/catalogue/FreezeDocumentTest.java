package dev.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.catalogue.FreezeDocument.OnceDocument;
import dev.sluice.catalogue.FreezeDocument.WeeklyDocument;
import dev.sluice.release.Freeze;
import dev.sluice.release.Schedule;
import dev.sluice.validation.Flaw;
import dev.sluice.validation.InvalidDocument;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A freeze as a document")
class FreezeDocumentTest {

    private static FreezeDocument document(@Nullable OnceDocument once, @Nullable WeeklyDocument weekly) {
        return new FreezeDocument("quiet", null, null, null, once, weekly);
    }

    private static List<String> flaws(FreezeDocument document) {
        InvalidDocument invalid = catchThrowableOfType(InvalidDocument.class, () -> document.checked("quiet"));
        return invalid.flaws().stream().map(Flaw::pointer).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-23T18:00:00+01:00, 2026-12-27T07:00:00Z, , 2026-12-23T17:00:00Z, 2026-12-27T07:00:00Z",
        "2026-12-23T18:00, 2026-12-27T08:00:00, Europe/Berlin, 2026-12-23T17:00:00Z, 2026-12-27T07:00:00Z"
    })
    void once(String from, String until, @Nullable String zone, Instant first, Instant last) {
        Freeze freeze = document(new OnceDocument(from, until, zone), null)
                .checked("quiet")
                .freeze();

        assertThat(freeze.schedule()).isEqualTo(new Schedule.Once(first, last));
    }

    @Test
    void weekly_with_what_it_names() {
        WeeklyDocument weekly = new WeeklyDocument(List.of("friday", "saturday"), "16:00", "08:00", "America/New_York");
        Freeze freeze = new FreezeDocument(null, List.of("prod"), List.of("shop"), "weekend", null, weekly)
                .checked("quiet")
                .freeze();

        Schedule expected = new Schedule.Weekly(
                Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                LocalTime.of(16, 0),
                LocalTime.of(8, 0),
                ZoneId.of("America/New_York"));
        assertThat(freeze).isEqualTo(new Freeze("quiet", Set.of("prod"), Set.of("shop"), "weekend", expected));
    }

    @ParameterizedTest(name = "{0} to {1} in {2}: {3}")
    @CsvSource({
        ", 2026-12-27T07:00:00Z, , /once/from",
        "2026-12-23T18:00:00Z, , , /once/until",
        "2026-12-23T18:00:00Z, 2026-12-23T18:00:00Z, , /once/until",
        "2026-12-23T18:00:00Z, 2026-12-23T18:30:00+01:00, , /once/until",
        "2026-12-23T18:00, 2026-12-27T07:00:00Z, , /once/from",
        "2026-12-23, 2026-12-27T07:00:00Z, , /once/from",
        "2026-02-30T10:00:00Z, 2026-12-27T07:00:00Z, , /once/from",
        "soon, 2026-12-27T07:00:00Z, , /once/from",
        "2026-12-23T18:00:00Z, +999999999-12-31T23:59:59Z, , /once/until",
        "2026-12-23T18:00, 2026-12-27T08:00, Europe/Bärlin, /once/zone",
        "2026-12-23T18:00, 2026-12-27T08:00, +01:00, /once/zone",
        "2026-12-23T18:00, 2026-12-27T08:00, GMT+1, /once/zone",
        "2026-12-23T18:00:00Z, 2026-12-27T08:00, Europe/Berlin, /once/from",
        "2026-12-27T08:00, 2026-12-23T18:00, Europe/Berlin, /once/until"
    })
    void a_wrong_once_is_named(@Nullable String from, @Nullable String until, @Nullable String zone, String pointer) {
        assertThat(flaws(document(new OnceDocument(from, until, zone), null))).containsExactly(pointer);
    }

    @ParameterizedTest(name = "{0} {1} to {2} in {3}: {4}")
    @CsvSource({
        ", 16:00, 08:00, UTC, /weekly/days",
        "'', 16:00, 08:00, UTC, /weekly/days",
        "friday Friday, 16:00, 08:00, UTC, /weekly/days/1",
        "freitag, 16:00, 08:00, UTC, /weekly/days/0",
        "friday, , 08:00, UTC, /weekly/from",
        "friday, 16, 08:00, UTC, /weekly/from",
        "friday, 16:00, 24:00, UTC, /weekly/until",
        "friday, 16:00, 8 am, UTC, /weekly/until",
        "friday, 16:00, 08:00, , /weekly/zone",
        "friday, 16:00, 08:00, Mars/Olympus, /weekly/zone",
        "monday tuesday wednesday thursday friday saturday sunday, 08:00, 08:00, UTC, /weekly/days"
    })
    void a_wrong_week_is_named(
            @Nullable String days,
            @Nullable String from,
            @Nullable String until,
            @Nullable String zone,
            String pointer) {
        List<String> on = days == null
                ? null
                : Arrays.stream(days.split(" ")).filter(day -> !day.isEmpty()).toList();

        assertThat(flaws(document(null, new WeeklyDocument(on, from, until, zone))))
                .containsExactly(pointer);
    }

    @Test
    void is_either_once_or_weekly() {
        OnceDocument once = new OnceDocument("2026-12-23T18:00:00Z", "2026-12-24T18:00:00Z", null);
        WeeklyDocument weekly = new WeeklyDocument(List.of("friday"), "16:00", "08:00", "UTC");

        assertThat(flaws(document(null, null))).containsExactly("/once");
        assertThat(flaws(document(once, weekly))).containsExactly("/weekly");
    }

    @Test
    void every_flaw_is_told_at_once() {
        WeeklyDocument weekly = new WeeklyDocument(List.of("someday"), "x", "y", "z");
        FreezeDocument document =
                new FreezeDocument("other", List.of("Prod"), List.of("-"), "x".repeat(501), null, weekly);

        assertThat(flaws(document))
                .containsExactly(
                        "/name",
                        "/environments/0",
                        "/services/0",
                        "/reason",
                        "/weekly/days/0",
                        "/weekly/from",
                        "/weekly/until",
                        "/weekly/zone");
    }
}
