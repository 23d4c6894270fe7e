package dev.sluice.engine.sim;

import dev.sluice.engine.journal.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The disk of one machine, with one file: what was not forced may be gone, or be there in part, after the machine died.
 * It may be full for a while.
 */
final class ModelDisk implements Disk {

    private final World world;
    private final Machine machine;
    private final SplittableRandom dice;
    private byte[] safe = {};
    private byte[] seen = {};
    private boolean changing;
    private Instant fullUntil = Instant.MIN;

    ModelDisk(World world, Machine machine, SplittableRandom dice) {
        this.world = world;
        this.machine = machine;
        this.dice = dice;
    }

    void fullUntil(Instant end) {
        fullUntil = end;
    }

    /** Whether somebody is between a change and its being forced; others of the process wait for that. */
    boolean isChanging() {
        return changing;
    }

    /** The machine is gone. */
    void lose() {
        boolean appended = seen.length > safe.length && Arrays.equals(seen, 0, safe.length, safe, 0, safe.length);
        if (appended) {
            int kept = safe.length + dice.nextInt(seen.length - safe.length + 1);
            byte[] torn = Arrays.copyOf(seen, kept);
            if (dice.nextInt(4) == 0) {
                // A file system may make a file longer before it writes what stands there.
                Arrays.fill(torn, safe.length, kept, (byte) 0);
            }
            seen = torn;
        } else if (dice.nextBoolean()) {
            seen = safe;
        }
        safe = seen;
        changing = false;
    }

    @Override
    public ByteBuffer read() {
        return ByteBuffer.wrap(seen.clone());
    }

    @Override
    public void write(ByteBuffer bytes, long at) throws IOException {
        changing = true;
        boolean full = world.timeline().now().isBefore(fullUntil);
        int many = full ? dice.nextInt(bytes.remaining()) : bytes.remaining();
        byte[] after = Arrays.copyOf(seen, Math.max(seen.length, (int) at + many));
        bytes.get(after, (int) at, many);
        seen = after;
        if (full) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void truncate(long size) {
        changing = true;
        seen = Arrays.copyOf(seen, (int) size);
    }

    @Override
    public void force() {
        machine.await(Duration.ofNanos(1_000L * (500 + dice.nextInt(dice.nextInt(20) == 0 ? 300_000 : 8_000))));
        machine.comesTo(Point.UNFORCED);
        if (world.build().forces()) {
            safe = seen;
        }
        machine.comesTo(Point.FORCED);
        changing = false;
    }

    @Override
    public String keepCopy() {
        return "a copy";
    }

    @Override
    public void close() {
        // Its content stays.
    }
}
