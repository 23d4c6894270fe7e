package dev.sluice.release;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * When a freeze is in force: from its start on, and no more at its end.
 *
 * <p>Where the clocks change, a freeze covers more rather than less. A start that doesn't exist is the moment at which the
 * clocks jump over it, an end that doesn't exist is as much later as they jump. Of a time that comes twice, a start is
 * the first and an end the second.
 */
public sealed interface Schedule {

    /** When the freeze that is in force is over; empty when none is. */
    Optional<Instant> inForceUntil(Instant now);

    /** One time. */
    record Once(Instant from, Instant until) implements Schedule {

        /** By the clocks of a zone. */
        public static Once local(LocalDateTime from, LocalDateTime until, ZoneId zone) {
            return new Once(start(from, zone), end(until, zone));
        }

        @Override
        public Optional<Instant> inForceUntil(Instant now) {
            return now.isBefore(from) || !now.isBefore(until) ? Optional.empty() : Optional.of(until);
        }
    }

    /**
     * Every week on these days.
     *
     * @param until on the next day, when it is not after {@code from}
     */
    record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) implements Schedule {

        /** Days that follow each other without a gap; more than a week would have no end. */
        private static final int MOST_IN_A_ROW = 8;

        /** What begins where another ends is one freeze, so that nothing moves for a moment in between. */
        @Override
        public Optional<Instant> inForceUntil(Instant now) {
            Optional<Instant> end = endOf(now);
            Optional<Instant> later = end.flatMap(this::endOf);
            for (int joined = 2; later.isPresent() && joined <= MOST_IN_A_ROW; joined++) {
                end = later;
                later = end.flatMap(this::endOf);
            }
            return end;
        }

        private Optional<Instant> endOf(Instant moment) {
            LocalDate today = moment.atZone(zone).toLocalDate();
            return today.minusDays(2)
                    .datesUntil(today.plusDays(2))
                    .filter(date -> days.contains(date.getDayOfWeek()))
                    .map(this::on)
                    .flatMap(once -> once.inForceUntil(moment).stream())
                    .max(Comparator.naturalOrder());
        }

        private Once on(LocalDate date) {
            LocalDate last = until.isAfter(from) ? date : date.plusDays(1);
            return Once.local(date.atTime(from), last.atTime(until), zone);
        }
    }

    private static Instant start(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }

    private static Instant end(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
