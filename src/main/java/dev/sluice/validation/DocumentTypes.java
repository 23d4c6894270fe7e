package dev.sluice.validation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The types that documents of one kind may have, as {@link ServiceLoader} finds them: an adapter names its own in
 * {@code META-INF/services}.
 *
 * @param <T> what is known of a type
 */
public final class DocumentTypes<T extends DocumentTypes.Named> {

    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final Map<String, T> types = new TreeMap<>();

    private DocumentTypes() {}

    /** What has a name by which documents ask for it in {@code type}. */
    public interface Named {

        String name();
    }

    public static <T extends Named> DocumentTypes<T> load(Class<T> what) {
        DocumentTypes<T> found = new DocumentTypes<>();
        ServiceLoader.load(what, what.getClassLoader()).forEach(type -> found.types.put(type.name(), type));
        return found;
    }

    /** The document that is meant where nothing is written: one without a field. */
    public static <D> D withoutFields(Class<D> record) {
        return PLAIN.convertValue(Map.of(), record);
    }

    public Collection<T> all() {
        return types.values();
    }

    public Optional<T> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The names in order, as a message lists them. */
    public List<String> names() {
        return List.copyOf(types.keySet());
    }

    /** Says of a field that there is no such type. */
    public void refuse(Flaws flaws, String pointer, String given) {
        String choice = types.size() == 1 ? "must be " : "must be one of ";
        flaws.add(pointer, choice + String.join(", ", names()) + ", not " + Flaws.quoted(given));
    }
}
