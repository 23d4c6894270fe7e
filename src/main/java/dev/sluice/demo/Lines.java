package dev.sluice.demo;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that are no longer than the screen is wide. */
final class Lines {

    /** Less room than this for a text beside its head, and it goes below the head. */
    private static final int LEAST_ROOM = 24;

    private static final int INDENT = 9;

    private Lines() {}

    /**
     * The words of a text behind a head, broken between words, each further line below the first word. A text that begins
     * with a space is something to copy, which stays as it is; so does a word that is wider than the screen.
     */
    static List<String> wrapped(String head, String text, int width) {
        if (text.startsWith(" ") || head.length() + text.length() <= width) {
            return List.of(head + text);
        }
        List<String> lines = new ArrayList<>();
        boolean below = !head.isEmpty() && width - head.length() < LEAST_ROOM;
        if (below) {
            lines.add(head.stripTrailing());
        }
        String indent = " ".repeat(below ? INDENT : head.length());
        StringBuilder line = new StringBuilder(below ? indent : head);
        for (String word : text.strip().split("\\s+", -1)) {
            boolean first = line.length() == indent.length();
            if (!first && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** A line that is drawn over again, and therefore may not go on in a second one. */
    static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }
}
