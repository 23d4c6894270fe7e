package dev.sluice.store.own;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How PostgreSQL is configured: on its command line, where neither a file in the data directory nor {@code ALTER SYSTEM}
 * can change it. Who wants to tune PostgreSQL gives Sluice one of their own.
 */
record Settings(DataDirectory directory, Port port) {

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("cluster_name", "sluice"),
            Map.entry("listen_addresses", Port.HOST),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("min_wal_size", "64MB"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_min_messages", "warning"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("logging_collector", "on"),
            Map.entry("log_filename", Logs.BY_WEEKDAY),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_truncate_on_rotation", "on"));

    List<String> arguments() {
        Map<String, String> settings = new TreeMap<>(FIXED);
        settings.put("log_directory", directory.logs().toString());
        settings.put("port", Integer.toString(port.number()));
        return Stream.concat(
                        Stream.of("-D", directory.database().toString()),
                        settings.entrySet().stream()
                                .flatMap(setting -> Stream.of("-c", setting.getKey() + "=" + setting.getValue())))
                .toList();
    }
}
