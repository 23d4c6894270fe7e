package dev.sluice.engine.sim;

import java.util.Map;

/** Engines that are wrong in what they do while the database is away, and right after. */
final class WrongJournals {

    private WrongJournals() {}

    static Map<String, Build> all() {
        return Map.of(
                "ack-before-fsync",
                new Build() {
                    @Override
                    public boolean forces() {
                        return false;
                    }
                },
                "replay-twice",
                new Build() {
                    @Override
                    public boolean knowsWhatWasReplayed() {
                        return false;
                    }
                },
                "replay-without-keys",
                new Build() {
                    @Override
                    public boolean replaysUnderKeys() {
                        return false;
                    }
                },
                "replay-out-of-order",
                new Build() {
                    @Override
                    public boolean replaysInOrder() {
                        return false;
                    }
                },
                "abort-without-tombstone",
                new Build() {
                    @Override
                    public boolean keepsTombstones() {
                        return false;
                    }
                },
                "engine-against-abort",
                new Build() {
                    @Override
                    public boolean leavesAbortedAlone() {
                        return false;
                    }
                });
    }
}
