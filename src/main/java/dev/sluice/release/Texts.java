package dev.sluice.release;

import java.time.Duration;

/** Times as people say them. */
final class Texts {

    private Texts() {}

    /** {@code 40 s}, {@code 5 min}, {@code 1 h 30 min}; two units at most. */
    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 90) {
            return seconds + " s";
        }
        if (seconds < 90 * 60) {
            return seconds / 60 + " min";
        }
        long hours = seconds / 3600;
        long minutes = seconds % 3600 / 60;
        return hours >= 48 ? hours / 24 + " days" : hours + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }
}
