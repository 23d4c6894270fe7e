package dev.sluice.schedule;

import dev.sluice.store.DatabaseAway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Collects what many ask for at the same time and does it in one go. While one batch runs, the next one gathers. */
public final class Batcher<A, R> implements AutoCloseable {

    private final BlockingQueue<Waiting<A, R>> queue = new LinkedBlockingQueue<>();
    private final Function<List<A>, List<R>> work;
    private final int most;
    private final Thread thread;
    private volatile boolean closed;

    private record Waiting<A, R>(A asked, CompletableFuture<R> answer) {}

    /**
     * A batcher that works on a thread of its own: a platform thread, which waits for the database without a detour.
     *
     * @param work answers in the order in which it is asked
     */
    public Batcher(String name, int most, Function<List<A>, List<R>> work) {
        this.work = work;
        this.most = most;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /**
     * A batcher of what is looked up by keys.
     *
     * @param work finds many at once; what it doesn't find is answered by nothing
     */
    public static <K, V> Batcher<K, Optional<V>> ofLookups(String name, int most, Function<List<K>, Map<K, V>> work) {
        return new Batcher<>(name, most, keys -> {
            Map<K, V> found = work.apply(keys.stream().distinct().toList());
            return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
        });
    }

    /**
     * Waits for the answer.
     *
     * @throws DatabaseAway when it was cut off while it waited
     */
    public R answer(A what) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        queue.add(new Waiting<>(what, answer));
        try {
            return answer.get();
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
            throw new DatabaseAway("cut off while waiting for the database", cutOff);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        List<Waiting<A, R>> batch = new ArrayList<>();
        while (!closed) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException stopping) {
                break;
            }
            queue.drainTo(batch, most - 1);
            answer(batch);
        }
        queue.forEach(waiting -> waiting.answer().cancel(false));
    }

    private void answer(List<Waiting<A, R>> batch) {
        try {
            List<R> answers = work.apply(batch.stream().map(Waiting::asked).toList());
            for (int i = 0; i < answers.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException failed) {
            if (batch.size() == 1 || DatabaseAway.isMeantBy(failed)) {
                batch.forEach(waiting -> waiting.answer().completeExceptionally(failed));
            } else {
                // One that can't be done must not be in the others' way.
                batch.forEach(waiting -> answer(List.of(waiting)));
            }
        }
    }
}
