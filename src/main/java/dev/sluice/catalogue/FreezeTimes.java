package dev.sluice.catalogue;

import dev.sluice.catalogue.FreezeDocument.OnceDocument;
import dev.sluice.catalogue.FreezeDocument.WeeklyDocument;
import dev.sluice.release.Schedule;
import dev.sluice.validation.Flaws;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads when a freeze is in force. */
record FreezeTimes(Flaws flaws) {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9999;

    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm[:ss]", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final Map<String, DayOfWeek> DAYS = days();

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> days = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day.name().toLowerCase(Locale.ROOT), day);
        }
        return days;
    }

    /** Empty where there are flaws. */
    Optional<Schedule> schedule(@Nullable OnceDocument once, @Nullable WeeklyDocument weekly) {
        if (once != null && weekly != null) {
            flaws.add("/weekly", "can't stand beside once; make two freezes of it");
            return Optional.empty();
        }
        if (once != null) {
            return once(once);
        }
        if (weekly != null) {
            return weekly(weekly);
        }
        flaws.add("/once", "is missing; say when it is in force: once or weekly");
        return Optional.empty();
    }

    private Optional<Schedule> once(OnceDocument once) {
        Optional<Schedule.Once> read;
        if (once.zone() == null) {
            read = both(once, FreezeTimes::instant, Schedule.Once::new);
        } else {
            Optional<ZoneId> zone = zone("/once/zone", once.zone());
            read = both(once, FreezeTimes::local, FromUntil::new)
                    .flatMap(times -> zone.map(at -> Schedule.Once.local(times.from(), times.until(), at)));
        }
        if (read.filter(it -> !it.until().isAfter(it.from())).isPresent()) {
            flaws.add("/once/until", "must be after from");
        }
        return read.map(Schedule.class::cast);
    }

    private record FromUntil(LocalDateTime from, LocalDateTime until) {}

    private <T, S> Optional<S> both(OnceDocument once, Function<String, T> read, BiFunction<T, T, S> made) {
        String form = once.zone() == null
                ? "a time with its offset such as 2026-12-23T18:00:00+01:00, or a local one beside a zone"
                : "a local time such as 2026-12-23T18:00, because there is a zone";
        Optional<T> from = read("/once/from", once.from(), form, read);
        Optional<T> until = read("/once/until", once.until(), form, read);
        return from.flatMap(first -> until.map(last -> made.apply(first, last)));
    }

    private static Instant instant(String text) {
        return inRange(OffsetDateTime.parse(text).toInstant());
    }

    private static LocalDateTime local(String text) {
        LocalDateTime local = LocalDateTime.parse(text);
        inRange(local.toInstant(ZoneOffset.UTC));
        return local;
    }

    private static Instant inRange(Instant time) {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("nobody plans so far");
        }
        return time;
    }

    private Optional<Schedule> weekly(WeeklyDocument weekly) {
        Set<DayOfWeek> days = days(weekly.days());
        String form = "a time of day such as 16:00";
        Optional<LocalTime> from = read("/weekly/from", weekly.from(), form, FreezeTimes::timeOfDay);
        Optional<LocalTime> until = read("/weekly/until", weekly.until(), form, FreezeTimes::timeOfDay);
        Optional<ZoneId> zone = zone("/weekly/zone", weekly.zone());
        if (days.size() == DAYS.size() && from.isPresent() && from.equals(until)) {
            flaws.add("/weekly/days", "leave no time between two freezes; take once for what has one end");
        }
        return from.flatMap(first ->
                until.flatMap(last -> zone.map(at -> new Schedule.Weekly(Set.copyOf(days), first, last, at))));
    }

    private static LocalTime timeOfDay(String text) {
        return LocalTime.parse(text, TIME_OF_DAY);
    }

    private Set<DayOfWeek> days(@Nullable List<String> words) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (words == null || words.isEmpty()) {
            flaws.add("/weekly/days", "must name at least one day, such as friday");
            return days;
        }
        for (int i = 0; i < words.size(); i++) {
            days.add(flaws.oneOf("/weekly/days/" + i, words.get(i), DayOfWeek.MONDAY, DAYS));
        }
        return days;
    }

    private Optional<ZoneId> zone(String pointer, @Nullable String text) {
        if (text != null && ZoneId.getAvailableZoneIds().contains(text)) {
            return Optional.of(ZoneId.of(text));
        }
        flaws.add(
                pointer,
                "must be a time zone such as Europe/Berlin or UTC"
                        + (text == null ? "" : ", not " + Flaws.quoted(text)));
        return Optional.empty();
    }

    private <T> Optional<T> read(String pointer, @Nullable String text, String form, Function<String, T> read) {
        if (text == null) {
            flaws.add(pointer, "is missing; must be " + form);
            return Optional.empty();
        }
        try {
            return Optional.of(read.apply(text));
        } catch (DateTimeException unreadable) {
            flaws.add(pointer, "must be " + form + ", not " + Flaws.quoted(text));
            return Optional.empty();
        }
    }
}
