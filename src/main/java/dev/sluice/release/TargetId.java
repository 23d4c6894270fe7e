package dev.sluice.release;

/** The place where traffic is shifted: a service in an environment and a region, by its name within the service. */
public record TargetId(String service, String name) implements Comparable<TargetId> {

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
