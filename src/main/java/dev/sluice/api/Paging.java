package dev.sluice.api;

import jakarta.ws.rs.QueryParam;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for. */
public class Paging {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}");
    private static final Pattern ULID = Pattern.compile("[0-9a-z]{26}");

    @QueryParam("limit")
    @Parameter(
            description = "How many items a page has at most",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            format = "int32",
                            minimum = "1",
                            maximum = "500",
                            defaultValue = "50"))
    @Nullable
    String limit;

    @QueryParam("pageToken")
    @Parameter(description = "nextPageToken of the page before, as it was given")
    @Nullable
    String pageToken;

    int limit() {
        if (limit == null) {
            return USUAL;
        }
        int wanted = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (wanted < 1 || wanted > MOST) {
            throw Refused.parameter("limit", "must be 1 to " + MOST);
        }
        return wanted;
    }

    /** Behind which name the page begins; empty for the first page. */
    String after() {
        return after(NAME.asMatchPredicate());
    }

    /** Behind which id the page begins; empty for the first page. */
    String afterId(String prefix) {
        return after(token -> token.startsWith(prefix)
                && ULID.matcher(token.substring(prefix.length())).matches());
    }

    String after(Predicate<String> form) {
        if (pageToken == null) {
            return "";
        }
        if (!form.test(pageToken)) {
            throw badToken();
        }
        return pageToken;
    }

    static Refused badToken() {
        return Refused.parameter("pageToken", "must be sent back as it was given");
    }
}
