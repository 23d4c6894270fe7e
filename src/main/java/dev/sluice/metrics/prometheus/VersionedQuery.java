package dev.sluice.metrics.prometheus;

import dev.sluice.metrics.http.Unanswered;

/**
 * A selector or a query in which {@value #PLACEHOLDER} stands for the version's label.
 *
 * <p>The placeholder stands inside a quoted string. What is put there is escaped for it, and after {@code =~} or
 * {@code !~} for the pattern as well, so that a label never means more than itself.
 */
record VersionedQuery(String text) {

    static final String PLACEHOLDER = "$version";

    private static final String SPECIAL_IN_PATTERNS = "\\.+*?()|[]{}^$";

    boolean tellsVersionsApart() {
        return text.contains(PLACEHOLDER);
    }

    /** @throws Unanswered when the placeholder stands where a label can't be written safely */
    String of(String version) throws Unanswered {
        StringBuilder out = new StringBuilder();
        char quote = 0;
        boolean pattern = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith(PLACEHOLDER, i)) {
                out.append(written(version, quote, pattern));
                i += PLACEHOLDER.length() - 1;
            } else if (c == '\\' && (quote == '"' || quote == '\'') && i + 1 < text.length()) {
                out.append(c).append(text.charAt(++i));
            } else {
                if (quote == 0 && isQuote(c)) {
                    quote = c;
                    pattern = out.toString().stripTrailing().endsWith("~");
                } else if (c == quote) {
                    quote = 0;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    private String written(String version, char quote, boolean pattern) throws Unanswered {
        if (quote != '"' && quote != '\'') {
            throw Unanswered.failed(
                    PLACEHOLDER + " has to stand between single or double quotes in the query '" + text + "'");
        }
        return quoted(pattern ? literalPattern(version) : version);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static String literalPattern(String label) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (SPECIAL_IN_PATTERNS.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    static String quoted(String label) {
        return label.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("'", "\\x27")
                .replace("\n", "\\n");
    }
}
