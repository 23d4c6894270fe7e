package dev.sluice.api;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses what stands in a URL and would be ignored: a parameter nobody knows, or one that is there twice. */
public class StrictQuery {

    private static final Map<Method, Set<String>> KNOWN = new ConcurrentHashMap<>();

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void check(ContainerRequestContext call, ResourceInfo resource) {
        if (!PlainText.isPlain(call.getUriInfo().getPath())) {
            throw new Refused(ProblemCode.MALFORMED, "the path has control characters");
        }
        Set<String> known = KNOWN.computeIfAbsent(resource.getResourceMethod(), StrictQuery::parametersOf);
        MultivaluedMap<String, String> given = call.getUriInfo().getQueryParameters();
        given.forEach((name, values) -> check(known, name, values));
    }

    private static void check(Set<String> known, String name, List<String> values) {
        if (!PlainText.isPlain(name) || !known.contains(name)) {
            String others = known.isEmpty() ? "this resource has none" : "known are " + String.join(", ", known);
            throw Refused.parameter(shown(name), "is not a known parameter; " + others);
        }
        if (values.size() > 1) {
            throw Refused.parameter(name, "stands there " + values.size() + " times; which one counts?");
        }
        if (values.getFirst().isEmpty()) {
            throw Refused.parameter(name, "is empty; leave it out");
        }
        if (!PlainText.isPlain(values.getFirst())) {
            throw Refused.parameter(name, "has control characters");
        }
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }

    private static Set<String> parametersOf(Method method) {
        return Stream.of(method.getParameters())
                .flatMap(StrictQuery::elements)
                .map(element -> element.getAnnotation(QueryParam.class))
                .flatMap(Stream::ofNullable)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<AnnotatedElement> elements(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Stream.of(parameter.getType().getDeclaredFields())
                : Stream.of(parameter);
    }
}
