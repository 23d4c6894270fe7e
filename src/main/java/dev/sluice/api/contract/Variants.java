package dev.sluice.api.contract;

import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/** Says of a schema that stands for an interface which records it may be: each has its name in {@code @Schema}. */
final class Variants {

    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private Variants() {}

    static void describe(Components components, IndexView index, Class<?>... documents) {
        for (Class<?> document : documents) {
            describe(components, index, document);
        }
    }

    private static void describe(Components components, IndexView index, Class<?> document) {
        List<String> names = index.getAllKnownImplementations(document).stream()
                .map(Variants::nameOf)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        Schema schema = OASFactory.createSchema();
        names.forEach(name -> schema.addOneOf(OASFactory.createSchema().ref(name)));
        components.addSchema(document.getSimpleName(), schema);
    }

    private static @Nullable String nameOf(ClassInfo variant) {
        AnnotationInstance schema = variant.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? null
                : schema.value("name").asString();
    }
}
