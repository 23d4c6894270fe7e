package dev.sluice.fault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Provokes a crash at a named place, to show that none loses anything: {@code SLUICE_FAULT=record.after:halt} kills the
 * process there, {@code record.after:3:halt} at the third time.
 */
public final class Faults {

    /** The environment's variable that asks for one. */
    public static final String VARIABLE = "SLUICE_FAULT";

    private static final Logger LOG = Logger.getLogger(Faults.class);
    private static final Pattern FAULT = Pattern.compile("(?<point>[a-z.]+)(:(?<times>[1-9]\\d{0,5}))?:halt");
    private static final int KILLED = 137;
    private static final Map<FaultPoint, Integer> PASSED = new ConcurrentHashMap<>();
    private static volatile Optional<Fault> wanted = Optional.empty();

    private Faults() {}

    /**
     * Asks for a crash, in place of one that was asked for before.
     *
     * @param text {@code point:halt} or {@code point:times:halt}, times counted from now
     * @throws IllegalArgumentException saying what there is, when it is anything else
     */
    public static void want(String text) {
        Matcher fault = FAULT.matcher(text);
        if (!fault.matches()) {
            throw wrong(text);
        }
        FaultPoint point = FaultPoint.of(fault.group("point")).orElseThrow(() -> wrong(text));
        String times = fault.group("times");
        wanted = Optional.of(new Fault(point, new AtomicInteger(times == null ? 1 : Integer.parseInt(times))));
    }

    /** Asks for none any more. */
    public static void wantNone() {
        wanted = Optional.empty();
    }

    /** How often places were passed since the process began; those that never were are left out. */
    public static Map<FaultPoint, Integer> passed() {
        return Map.copyOf(PASSED);
    }

    /** The process comes to a place, and goes no further when that is what was asked for. */
    public static void hit(FaultPoint point) {
        PASSED.merge(point, 1, Integer::sum);
        wanted.filter(fault -> fault.point() == point).ifPresent(Fault::count);
    }

    /** The same between a piece of work and what is made of its result. */
    public static <T> T passing(FaultPoint point, T result) {
        hit(point);
        return result;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                text + " is no fault: write POINT:halt or POINT:TIMES:halt, with one of " + FaultPoint.words());
    }

    /** A place, and how often it is still passed unharmed, with the last time. */
    private record Fault(FaultPoint point, AtomicInteger left) {
        void count() {
            if (left.decrementAndGet() == 0) {
                LOG.errorf("halting at %s, as was asked for", point.word());
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }
}
