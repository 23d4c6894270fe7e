package dev.sluice.traffic.embedded;

import dev.sluice.traffic.Traffic;
import java.time.Instant;
import java.util.List;

/**
 * A router's table as it is kept on disk.
 *
 * @param format of the file, {@link #FORMAT}
 * @param writtenAt when the table was last in force and confirmed
 */
record SavedTable(int format, Instant writtenAt, List<Traffic> targets, List<Tombstone> tombstones) {

    static final int FORMAT = 2;
}
