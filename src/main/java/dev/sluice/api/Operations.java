package dev.sluice.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All operations of the API, as the resource classes declare them. */
@ApplicationScoped
public class Operations {

    private final List<Operation> all;

    public Operations(BeanManager beans) {
        this.all = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(Operations::of)
                .toList();
    }

    /**
     * One operation.
     *
     * @param verb GET, PUT, …
     * @param path with its parameters in braces
     */
    public record Operation(String verb, String path, Method method) {

        boolean isAt(String asked) {
            return asked.matches(path.replaceAll("\\{[^}]*}", "[^/]+"));
        }

        /** What it takes; empty where that was forgotten, and then nobody may. */
        public Optional<Allowed> allowed() {
            return Optional.ofNullable(method.getAnnotation(Allowed.class));
        }
    }

    private static Stream<Operation> of(Class<?> resource) {
        String base = resource.getAnnotation(Path.class).value();
        return Stream.of(resource.getMethods())
                .flatMap(method -> verb(method).stream().map(verb -> new Operation(verb, base + path(method), method)));
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    public List<Operation> all() {
        return all;
    }

    /** The value of an {@code Allow} header for a path. */
    String verbsAt(String path) {
        Set<String> verbs = all.stream()
                .filter(operation -> operation.isAt(path))
                .map(Operation::verb)
                .collect(Collectors.toCollection(TreeSet::new));
        if (verbs.contains("GET")) {
            verbs.add("HEAD");
        }
        return String.join(", ", verbs);
    }
}
