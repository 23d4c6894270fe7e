package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("The schema")
class MigrationTest {

    @Test
    void is_made_once_when_several_processes_start_at_once() throws Exception {
        PGSimpleDataSource source = TestDatabase.empty();
        int made = 0;
        try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(processes.submit(() -> TestDatabase.migrate(source)));
            }
            for (Future<Integer> one : all) {
                made += one.get();
            }
        }

        assertThat(made).isEqualTo(TestDatabase.migrate(TestDatabase.empty()));
        assertThat(new Database(source).<Boolean>read(handle -> Tokens.any(handle)))
                .isFalse();
    }
}
