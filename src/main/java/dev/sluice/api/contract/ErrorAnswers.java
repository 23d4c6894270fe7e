package dev.sluice.api.contract;

import dev.sluice.api.Problem;
import dev.sluice.api.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Which problems an operation answers; each status is described once. */
final class ErrorAnswers {

    private static final String FREEZE = "/v1/freezes/{freeze}";

    private static final Pattern OF_NO_DOCUMENT = Pattern.compile("/v1/(tokens|quarantine)/.*");

    private ErrorAnswers() {}

    static void register(Components components) {
        Map<Integer, List<ProblemCode>> byStatus = Stream.of(ProblemCode.values())
                .collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()));
        components.addSchema("Problem", problem()).addSchema("Flaw", flaw());
        byStatus.forEach((status, codes) -> components.addResponse("Problem" + status, answer(codes)));
    }

    private static Schema problem() {
        String codes = Stream.of(ProblemCode.values()).map(ProblemCode::word).collect(Collectors.joining(", "));
        return object().description("What went wrong (RFC 9457)")
                .addProperty("type", text("a URN that ends in the code"))
                .addProperty("title", text("the same for every problem of the code"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text("what is wrong with this request, and what to do"))
                .addProperty("instance", text("the path that was asked"))
                .addProperty("code", text("one of " + codes))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(OASFactory.createSchema().ref("Flaw")));
    }

    private static Schema flaw() {
        return object().addProperty("pointer", text("JSON pointer of the field; ?name for a parameter of the URL"))
                .addProperty("what", text("what is wrong with it, and what to write instead"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static APIResponse answer(List<ProblemCode> codes) {
        String description = codes.stream()
                .map(code -> "`" + code.word() + "`: " + code.title())
                .collect(Collectors.joining("; "));
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.JSON,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
    }

    static void add(String path, HttpMethod verb, Operation operation) {
        operation.getResponses().removeAPIResponse("400");
        for (int status : statuses(path, verb, operation.getRequestBody() != null)) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            String.valueOf(status),
                            OASFactory.createAPIResponse().ref("Problem" + status));
        }
    }

    /** Whether it deletes a document of the revision that the caller knows. */
    static boolean isOfRevision(String path, HttpMethod verb) {
        return isOfDocument(path, verb) && path.equals(FREEZE);
    }

    /** Whether it deletes a document, if it is of the revision that the caller may name. */
    static boolean isOfDocument(String path, HttpMethod verb) {
        return verb == HttpMethod.DELETE && !OF_NO_DOCUMENT.matcher(path).matches();
    }

    private static Set<Integer> statuses(String path, HttpMethod verb, boolean hasBody) {
        Set<Integer> statuses = new TreeSet<>(Set.of(400, 401, 403, 503));
        if (path.contains("{") || path.equals("/v1/releases") || path.equals("/v1/quarantine")) {
            statuses.add(404);
        }
        if (hasBody) {
            statuses.addAll(Set.of(413, 415, 422));
        }
        if (verb == HttpMethod.POST || (verb == HttpMethod.PUT && path.equals(FREEZE))) {
            statuses.add(409);
        }
        if (isOfDocument(path, verb)) {
            statuses.addAll(Set.of(409, 412));
        }
        if (isOfRevision(path, verb)) {
            statuses.add(428);
        }
        if (verb == HttpMethod.PUT) {
            statuses.add(412);
            if (!path.endsWith("/endpoints")) {
                statuses.add(428);
            }
        }
        return statuses;
    }
}
