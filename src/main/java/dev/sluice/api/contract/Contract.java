package dev.sluice.api.contract;

import dev.sluice.api.Allowed;
import dev.sluice.connection.ConnectionDocument;
import dev.sluice.metrics.MetricsDocument;
import dev.sluice.traffic.TrafficDocument;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Completes the document that is made from the resource classes. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class Contract implements OASFilter {

    private static final String BEARER = "bearer";

    private final IndexView index;

    /** Called by the build. */
    public Contract(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = document.getComponents();
        ErrorAnswers.register(components);
        FieldNotes.describe(components);
        Variants.describe(components, index, TrafficDocument.class, MetricsDocument.class, ConnectionDocument.class);
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme(BEARER)
                        .description("An API token. While there is none at all, this machine itself needs none."));
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER));
        document.getPaths().getPathItems().forEach((path, item) -> complete(path, item));
    }

    private void complete(String path, PathItem item) {
        item.getOperations().forEach((verb, operation) -> {
            MethodInfo method = method(operation);
            String permission =
                    method.annotation(Allowed.class).value().asEnum().toLowerCase(Locale.ROOT);
            operation.addExtension("x-permission", permission);
            name(operation, method);
            if (verb == PathItem.HttpMethod.PUT) {
                addPreconditions(operation, path.endsWith("/endpoints"));
            } else if (ErrorAnswers.isOfDocument(path, verb)) {
                operation.addParameter(header(
                        "If-Match",
                        "ETag of the revision that is deleted; *: whichever it is"
                                + (ErrorAnswers.isOfRevision(path, verb) ? "; needed" : "")));
            }
            describeParameters(operation);
            addExample(operation);
            ErrorAnswers.add(path, verb, operation);
            mendAnswers(operation, verb);
        });
    }

    /** Until here an operation's id is the name of its class and method. */
    private MethodInfo method(Operation operation) {
        String[] parts = operation.getOperationId().split("_", 2);
        return index.getClassesInPackage(Allowed.class.getPackageName()).stream()
                .filter(type -> type.name().withoutPackagePrefix().equals(parts[0]))
                .flatMap(type -> type.methods().stream())
                .filter(method -> method.name().equals(parts[1]) && method.hasAnnotation(Allowed.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation.getOperationId() + " takes no permission"));
    }

    private static void name(Operation operation, MethodInfo method) {
        String noun = method.declaringClass().name().withoutPackagePrefix().replace("Resource", "");
        operation.setTags(List.of(noun));
        operation.setOperationId(noun.substring(0, 1).toLowerCase(Locale.ROOT) + noun.substring(1) + "."
                + (method.name().equals("stream") ? "events" : method.name()));
    }

    private static void addPreconditions(Operation operation, boolean optional) {
        operation.addParameter(header(
                "If-Match",
                "ETag of the revision that is changed" + (optional ? "" : "; needed where there is one already")));
        operation.addParameter(header("If-None-Match", "*: only create"));
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static void describeParameters(Operation operation) {
        List<Parameter> parameters = operation.getParameters();
        for (Parameter parameter : parameters == null ? List.<Parameter>of() : parameters) {
            if (parameter.getDescription() == null) {
                parameter.setDescription(FieldNotes.ofParameter(parameter.getName()));
            }
        }
    }

    private static void addExample(Operation operation) {
        if (operation.getRequestBody() != null) {
            MediaType body = operation.getRequestBody().getContent().getMediaType("application/json");
            String schema = body.getSchema().getRef();
            body.addExample(
                    "usual",
                    OASFactory.createExample().value(Examples.of(schema.substring(schema.lastIndexOf('/') + 1))));
        }
    }

    /** A description is demanded of each answer; media types stand there without what weighs them. */
    private static void mendAnswers(Operation operation, PathItem.HttpMethod verb) {
        APIResponse ok = operation.getResponses().getAPIResponse("200");
        if (verb == PathItem.HttpMethod.PUT && ok != null) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "201",
                            OASFactory.createAPIResponse()
                                    .description("Created")
                                    .content(ok.getContent()));
        }
        operation.getResponses().getAPIResponses().forEach((status, answer) -> {
            if (answer.getRef() == null && answer.getDescription() == null) {
                answer.setDescription(status.equals("201") ? "Created" : "OK");
            }
            if (answer.getContent() != null) {
                Content content = OASFactory.createContent();
                Map<String, MediaType> types = answer.getContent().getMediaTypes();
                types.forEach((type, media) -> content.addMediaType(type.replaceAll(";.*", ""), media));
                answer.setContent(content);
            }
        });
    }
}
