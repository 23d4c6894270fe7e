package dev.sluice.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;

/**
 * What was used up to a moment, or between two.
 *
 * @param cpu seconds of this process
 * @param cpuOfPostgres seconds of PostgreSQL's processes
 * @param statements that were sent
 * @param wal bytes
 */
record Usage(double seconds, double cpu, double cpuOfPostgres, double ticks, double statements, double wal) {

    private static final double NANOS = 1e9;

    static Usage now(BenchDatabase postgres, MeterRegistry meters) {
        Database database = postgres.database();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double wal = database.read(handle -> handle.createQuery("select pg_current_wal_lsn() - '0/0'::pg_lsn")
                .mapTo(Double.class)
                .one());
        return new Usage(
                System.nanoTime() / NANOS,
                system.getProcessCpuTime() / NANOS,
                postgres.cpuSeconds(),
                meters.counter("sluice.ticks").count(),
                (double) postgres.statements(),
                wal);
    }

    Usage since(Usage before) {
        return new Usage(
                seconds - before.seconds,
                cpu - before.cpu,
                cpuOfPostgres - before.cpuOfPostgres,
                ticks - before.ticks,
                statements - before.statements,
                wal - before.wal);
    }
}
