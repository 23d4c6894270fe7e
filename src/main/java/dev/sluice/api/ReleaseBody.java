package dev.sluice.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.Request;
import dev.sluice.release.Canonical;
import dev.sluice.release.Spec;
import dev.sluice.release.Version;
import dev.sluice.security.Principal;
import dev.sluice.security.Role;
import dev.sluice.validation.InvalidDocument;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A release as it is asked for.
 *
 * @param strategy in place of the service's own
 * @param reason why it is made, for people
 */
public record ReleaseBody(
        @NotBlank(message = "is missing; name the service") @Nullable
        String service,

        @NotBlank(message = "is missing; name the environment") @Nullable
        String environment,

        @Valid @Nullable VersionBody version,

        @Nullable String strategy,

        @Size(max = 2000, message = "must have at most 2000 characters") @Nullable
        String reason,

        @Size(max = 20, message = "must be at most 20") @Nullable
        List<@Valid LinkBody> links) {

    /** Where more about it is to be found. */
    @Schema(name = "Link")
    public record LinkBody(
            @NotBlank(message = "is missing; such as run, commit or ticket")
            @Size(min = 1, max = 50, message = "must have 1 to 50 characters")
            @Nullable
            String rel,

            @NotBlank(message = "is missing")
            @Pattern(regexp = "https?://\\S{1,2000}", message = "must be an http or https URL")
            @Nullable
            String href) {

        Spec.Link link() {
            return new Spec.Link(rel == null ? "" : rel, href == null ? "" : href);
        }
    }

    /**
     * The version.
     *
     * @param digest what it is; without it the label stands for it, where the environment allows that
     * @param endpoints its instances: a list for all targets, or an object by target
     */
    @Schema(name = "VersionToRelease")
    public record VersionBody(
            @NotBlank(message = "is missing; what people call the version, such as 1.42.0")
            @Size(max = 200, message = "must have at most 200 characters")
            @Nullable
            String label,

            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._+:@/-]{0,199}", message = "must be a digest such as sha256:…")
            @Nullable
            String digest,

            @Nullable JsonNode endpoints) {}

    Request request(Principal by) {
        if (version == null) {
            throw InvalidDocument.at("/version", "is missing; give label and digest");
        }
        if (service == null || environment == null || version.label() == null) {
            throw InvalidDocument.at("", "service, environment and version are needed");
        }
        String label = Canonical.label(version.label());
        if (label.isEmpty()) {
            throw InvalidDocument.at("/version/label", "has nothing in it that can be seen; write such as 1.42.0");
        }
        String digest = version.digest() == null ? label : Canonical.digest(version.digest());
        Canonical.problem(digest).ifPresent(what -> {
            throw InvalidDocument.at("/version/digest", what);
        });
        return new Request(
                service,
                environment,
                new Version(label, digest),
                endpoints(version.endpoints()),
                Optional.ofNullable(strategy),
                reason == null ? "" : reason,
                links == null ? List.of() : links.stream().map(LinkBody::link).toList(),
                Spec.Kind.ROLLOUT,
                Optional.empty(),
                by.name(),
                !by.may(Role.Permission.OPERATE));
    }

    private static Map<String, List<URI>> endpoints(@Nullable JsonNode given) {
        String pointer = "/version/endpoints";
        if (given == null || given.isNull()) {
            return Map.of();
        }
        if (given.isArray()) {
            return Map.of(Request.EVERY_TARGET, EndpointList.checked(pointer, texts(pointer, given)));
        }
        if (!given.isObject()) {
            throw InvalidDocument.at(pointer, "must be a list of base URLs, or an object of such lists by target");
        }
        Map<String, List<URI>> byTarget = new TreeMap<>();
        given.properties().forEach(field -> {
            String at = pointer + "/" + field.getKey();
            byTarget.put(field.getKey(), EndpointList.checked(at, texts(at, field.getValue())));
        });
        return byTarget;
    }

    private static List<String> texts(String pointer, JsonNode list) {
        if (!list.isArray()) {
            throw InvalidDocument.at(pointer, "must be a list of base URLs");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
        return texts;
    }
}
