package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Instances of a version, as options name them: {@code URL} or {@code TARGET=URL}. */
final class Endpoints {

    private Endpoints() {}

    /** Puts them in as the API wants them: a list for all targets, or an object by target. */
    static void put(ObjectNode version, List<String> given) {
        if (given.isEmpty()) {
            return;
        }
        long byTarget = given.stream().filter(Endpoints::namesTarget).count();
        if (byTarget == 0) {
            given.forEach(version.putArray("endpoints")::add);
        } else if (byTarget == given.size()) {
            ObjectNode targets = version.putObject("endpoints");
            given.forEach(text -> targets.withArray(target(text)).add(text.substring(text.indexOf('=') + 1)));
        } else {
            throw new Failed(
                    Exit.USAGE, "--endpoint: name the target with each URL (TARGET=URL) or with none, not with some");
        }
    }

    private static boolean namesTarget(String text) {
        int equals = text.indexOf('=');
        int scheme = text.indexOf("://");
        return equals >= 0 && (scheme < 0 || equals < scheme);
    }

    private static String target(String text) {
        String target = text.substring(0, text.indexOf('='));
        if (target.isEmpty()) {
            throw new Failed(Exit.USAGE, "--endpoint " + Json.printable(text) + ": the target is missing before =");
        }
        return target;
    }
}
