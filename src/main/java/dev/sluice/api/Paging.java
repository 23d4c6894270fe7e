package dev.sluice.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for. */
public class Paging {

    @QueryParam("limit")
    @DefaultValue("50")
    @Min(value = 1, message = "must be 1 to 500")
    @Max(value = 500, message = "must be 1 to 500")
    int limit = 50;

    @QueryParam("pageToken")
    @Nullable
    String pageToken;

    int limit() {
        return limit;
    }

    String after() {
        return pageToken == null ? "" : pageToken;
    }
}
