package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.release.Freeze;
import dev.sluice.release.Schedule;
import dev.sluice.validation.Flaws;
import dev.sluice.validation.InvalidDocument;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time in which releases are held.
 *
 * @param environments in which; empty: in all
 * @param services of which; empty: of all
 * @param once when; exactly one of this and {@code weekly}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FreezeDocument(
        @Nullable String name,
        @Nullable List<String> environments,
        @Nullable List<String> services,
        @Nullable String reason,
        @Nullable OnceDocument once,
        @Nullable WeeklyDocument weekly) {

    private static final int LONGEST_REASON = 500;
    private static final int MOST_NAMES = 500;

    /**
     * One time.
     *
     * @param zone by whose clocks; without it the times carry their own offsets
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OnceDocument(
            @Nullable String from,
            @Nullable String until,
            @Nullable String zone) {}

    /** Every week. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WeeklyDocument(
            @Nullable List<String> days,
            @Nullable String from,
            @Nullable String until,
            @Nullable String zone) {}

    /** With defaults filled in; times stay as they were written. */
    public FreezeDocument checked(String nameInUrl) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        flaws.sameName(name, nameInUrl);
        checkNames(flaws, "/environments", inEnvironments());
        checkNames(flaws, "/services", ofServices());
        if (reason != null && reason.length() > LONGEST_REASON) {
            flaws.add("/reason", "must have at most " + LONGEST_REASON + " characters");
        }
        new FreezeTimes(flaws).schedule(once, weekly);
        flaws.throwIfAny();
        return new FreezeDocument(
                nameInUrl, inEnvironments(), ofServices(), reason == null ? "" : reason, once, weekly);
    }

    /**
     * Refuses a checked document whose time is over: it would hold nothing, and nobody would know.
     *
     * @throws InvalidDocument naming the field
     */
    public void refuseOver(Instant now) {
        if (freeze().schedule() instanceof Schedule.Once when && !when.until().isAfter(now)) {
            throw InvalidDocument.at(
                    "/once/until",
                    "must be in the future; this was over at " + when.until()
                            + ". To end a freeze that is in force, delete it");
        }
    }

    private static void checkNames(Flaws flaws, String pointer, List<String> names) {
        if (names.size() > MOST_NAMES) {
            flaws.add(pointer, "must have at most " + MOST_NAMES + " names");
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            flaws.name(pointer + "/" + i, names.get(i));
        }
    }

    /** Names of environments; none: all. */
    public List<String> inEnvironments() {
        return environments == null ? List.of() : environments;
    }

    /** Names of services; none: all. */
    public List<String> ofServices() {
        return services == null ? List.of() : services;
    }

    /**
     * What a checked document means.
     *
     * @throws InvalidDocument when it wasn't checked, or by a version that knows other schedules
     */
    public Freeze freeze() {
        Flaws flaws = new Flaws();
        Optional<Schedule> schedule = new FreezeTimes(flaws).schedule(once, weekly);
        flaws.throwIfAny();
        return new Freeze(
                Objects.requireNonNull(name, "only a checked freeze has a name"),
                Set.copyOf(inEnvironments()),
                Set.copyOf(ofServices()),
                reason == null ? "" : reason,
                schedule.orElseThrow());
    }
}
