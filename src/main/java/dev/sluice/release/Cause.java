package dev.sluice.release;

/** Why a release gives its traffic back. */
public sealed interface Cause {

    /** As it stands in sentences: {@code because …}. */
    String sentence();

    record Aborted(String by, String comment) implements Cause {
        @Override
        public String sentence() {
            return "aborted by " + by + (comment.isEmpty() ? "" : " (“" + comment + "”)");
        }
    }

    /**
     * A gate found harm.
     *
     * @param what the gate's sentence when it did
     */
    record GateFailed(String gate, String what) implements Cause {
        @Override
        public String sentence() {
            return "gate " + gate + " failed: " + what;
        }
    }

    record Rejected(String by, String comment) implements Cause {
        @Override
        public String sentence() {
            return "rejected by " + by + (comment.isEmpty() ? "" : " (“" + comment + "”)");
        }
    }

    /**
     * Nobody decided in time, or the time for the whole release is over.
     *
     * @param what was waited for
     */
    record Expired(String what) implements Cause {
        @Override
        public String sentence() {
            return what;
        }
    }

    record Superseded(ReleaseId by) implements Cause {
        @Override
        public String sentence() {
            return "superseded by " + by;
        }
    }
}
