package dev.sluice.release;

/** The place where traffic is shifted: a service in an environment and a region, by its name within the service. */
public record TargetId(String service, String name) implements Comparable<TargetId> {

    /** What {@link #toString} writes: {@code service/name}. */
    public static TargetId parse(String text) {
        int slash = text.indexOf('/');
        return new TargetId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(TargetId other) {
        int byService = service.compareTo(other.service);
        return byService != 0 ? byService : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return service + "/" + name;
    }
}
