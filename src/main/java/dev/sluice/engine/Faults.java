package dev.sluice.engine;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Named places at which a crash can be provoked, to show that none of them loses anything:
 * {@code SLUICE_FAULT=record.after:halt} kills the process there, {@code record.after:3:halt} at the third time.
 */
final class Faults {

    private static final Logger LOG = Logger.getLogger(Faults.class);
    private static final int KILLED = 137;
    private static final Optional<Fault> WANTED =
            Optional.ofNullable(System.getenv("SLUICE_FAULT")).map(Fault::parse);

    private Faults() {}

    static void hit(String point) {
        WANTED.filter(fault -> fault.point().equals(point)).ifPresent(Fault::count);
    }

    private record Fault(String point, AtomicInteger left) {

        static Fault parse(String text) {
            String[] parts = text.split(":", 3);
            int times = parts.length == 3 ? Integer.parseInt(parts[1]) : 1;
            return new Fault(parts[0], new AtomicInteger(times));
        }

        void count() {
            if (left.decrementAndGet() == 0) {
                LOG.errorf("halting at %s, as SLUICE_FAULT asks", point);
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }
}
