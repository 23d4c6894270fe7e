package dev.sluice.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Ids;
import dev.sluice.engine.Intent;
import dev.sluice.engine.Request;
import dev.sluice.release.Command;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.Version;
import dev.sluice.security.Principal;
import dev.sluice.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The journal")
class JournalTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void gives_back_what_it_was_given_in_order_after_a_restart() {
        List<Entry> given = List.of(
                entry("1", create()),
                entry("2", new Intent.Order(id(), new Command.Abort("too slow"), "ada")),
                entry("3", new Intent.Order(id(), new Command.Extend(Duration.ofHours(2), ""), "ada")),
                entry("4", new Intent.Approve(id(), Optional.of(1), true, "fine", Principal.LOCAL)),
                entry("5", new Intent.Undo(id(), id(), "ada", "")),
                entry("6", new Intent.Retry(id(), id(), "ada", "")));
        try (Journal journal = Journal.open(directory)) {
            given.forEach(journal::append);
        }

        try (Journal again = Journal.open(directory)) {
            assertThat(again.oldest(100)).isEqualTo(given);
        }
    }

    @Test
    void cuts_a_torn_last_record_off_wherever_it_was_torn() throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.append(entry("1", create()));
            journal.append(entry("2", create()));
        }
        byte[] whole = Files.readAllBytes(file());
        int second = whole.length / 2;
        for (int length = second; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (Journal again = Journal.open(directory)) {
                assertThat(again.oldest(9)).extracting(Entry::id).containsExactly("1");
                assertThat(Files.size(file())).isEqualTo(second);
                again.append(entry("3", create()));
            }
            try (Journal third = Journal.open(directory)) {
                assertThat(third.oldest(9)).extracting(Entry::id).containsExactly("1", "3");
            }
        }
        assertThat(directory.resolve("intake.journal.damaged")).doesNotExist();
    }

    @Test
    void takes_zeros_behind_the_last_record_for_a_torn_one() throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.append(entry("1", create()));
        }
        Files.write(file(), new byte[512], StandardOpenOption.APPEND);

        try (Journal again = Journal.open(directory)) {
            assertThat(again.length()).isEqualTo(1);
        }
        assertThat(directory.resolve("intake.journal.damaged")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keeps_a_copy_of_a_file_that_is_damaged_in_the_middle(long seed) throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.append(entry("1", create()));
            journal.append(entry("2", create()));
            journal.append(entry("3", create()));
        }
        byte[] bytes = Files.readAllBytes(file());
        int record = bytes.length / 3;
        int at = record + Frames.HEADER + new Random(seed).nextInt(record - Frames.HEADER);
        bytes[at] ^= 0x10;
        Files.write(file(), bytes);

        try (Journal again = Journal.open(directory)) {
            assertThat(again.oldest(9)).extracting(Entry::id).containsExactly("1");
        }
        assertThat(Files.readAllBytes(directory.resolve("intake.journal.damaged")))
                .isEqualTo(bytes);
    }

    @Test
    void refuses_when_it_is_full_and_still_takes_an_abort() {
        Entry first = entry("1", create());
        Intent abort = new Intent.Order(id(), new Command.Abort(""), "ada");
        try (Journal journal = Journal.open(directory, 600)) {
            journal.append(first);

            assertThatThrownBy(() -> journal.append(entry("2", create())))
                    .isInstanceOf(JournalRefuses.class)
                    .hasMessageContaining("full");
            assertThat(journal.trouble()).contains("the journal is full");
            journal.append(entry("3", abort));
            assertThat(journal.oldest(9)).extracting(Entry::id).containsExactly("1", "3");
        }
    }

    @Test
    void takes_a_request_once_however_often_it_is_sent_under_its_key() {
        Entry first = entry("1", create());
        Entry again = new Entry("2", NOW, first.principal(), first.key(), first.request(), create());
        try (Journal journal = Journal.open(directory)) {
            journal.append(first);

            assertThat(journal.append(again)).isEqualTo(first);
            assertThat(journal.length()).isEqualTo(1);
        }
    }

    @Test
    void lets_an_abort_act_before_it_is_kept_unless_its_key_is_another_requests() {
        Entry create = entry("1", create());
        Entry abort = entry("2", new Intent.Order(id(), new Command.Abort(""), "ada"));
        Entry underTheKeyOfOne = new Entry("3", NOW, create.principal(), create.key(), "ff00", abort.intent());
        List<ReleaseId> acted = new ArrayList<>();
        try (Journal journal = Journal.open(directory)) {
            Function<ReleaseId, List<String>> act = release -> {
                assertThat(journal.length()).isEqualTo(1);
                acted.add(release);
                return List.of("eu");
            };

            assertThat(AcceptedRequest.into(journal, create, act)).isEqualTo(new AcceptedRequest(create, List.of()));
            assertThat(AcceptedRequest.into(journal, underTheKeyOfOne, act))
                    .isEqualTo(new AcceptedRequest(create, List.of()));
            assertThat(acted).isEmpty();
            assertThat(AcceptedRequest.into(journal, abort, act)).isEqualTo(new AcceptedRequest(abort, List.of("eu")));
            assertThat(acted).containsExactly(abort.intent().release());
        }
    }

    @Test
    void is_an_empty_file_when_all_is_carried_out() throws IOException {
        try (Journal journal = Journal.open(directory)) {
            journal.append(entry("1", create()));
            journal.append(entry("2", create()));

            journal.remove(1);
            assertThat(journal.oldest(9)).extracting(Entry::id).containsExactly("2");
            journal.remove(1);

            assertThat(Files.size(file())).isZero();
        }
    }

    @Test
    void knows_the_release_that_a_request_will_make() {
        Entry create = entry("1", create());
        ReleaseId other = id();
        try (Journal journal = Journal.open(directory)) {
            journal.append(create);
            journal.append(entry("2", new Intent.Order(other, new Command.Abort(""), "ada")));

            assertThat(journal.making(create.intent().release())).contains(create);
            assertThat(journal.making(other)).isEmpty();
        }
    }

    @Test
    void belongs_to_one_process_at_a_time() {
        try (Journal journal = Journal.open(directory)) {
            assertThat(journal.isEmpty()).isTrue();
            assertThatThrownBy(() -> Journal.open(directory))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("another Sluice");
        }
    }

    /** As it was written by a version that knew of no allowed strategies. */
    @Test
    void a_request_of_before_is_free_to_take_any_strategy() {
        String before = Json.write(entry("1", create())).replace(",\"restricted\":true", "");
        assertThat(before).doesNotContain("restricted");

        Intent.Create read = (Intent.Create) Json.read(before, Entry.class).intent();

        assertThat(read.request().restricted()).isFalse();
        assertThat(((Intent.Create) Json.read(Json.write(entry("1", create())), Entry.class)
                                .intent())
                        .request()
                        .restricted())
                .isTrue();
    }

    private Path file() {
        return directory.resolve(Journal.FILE);
    }

    private static Entry entry(String id, Intent intent) {
        return new Entry(id, NOW, "ada", "key-" + id, "00ff", intent);
    }

    private static ReleaseId id() {
        return Ids.release(NOW);
    }

    private static Intent create() {
        return new Intent.Create(
                id(),
                new Request(
                        "shop",
                        "prod",
                        new Version("1.1", "sha256:11"),
                        Map.of("eu", List.of(URI.create("http://10.0.0.1:80"))),
                        Optional.of("quick"),
                        "why not",
                        List.of(new Spec.Link("build", "https://ci.example/1")),
                        Spec.Kind.ROLLOUT,
                        Optional.empty(),
                        "ada",
                        true));
    }
}
