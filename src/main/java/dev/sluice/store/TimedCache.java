package dev.sluice.store;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What was read is kept for a while; many who ask for the same at once have it read once. */
public final class TimedCache<K, V> {

    private final Cache<K, V> cache;

    public TimedCache(Duration time, long most) {
        this.cache = CacheBuilder.newBuilder()
                .expireAfterWrite(time)
                .maximumSize(most)
                .build();
    }

    /** What is kept, or else what is read now; a reader's failure comes out as it is, and nothing is kept of it. */
    public V get(K key, Supplier<V> read) {
        try {
            return cache.get(key, read::get);
        } catch (ExecutionException | UncheckedExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    /** Forgets those whose keys are meant. */
    public void forget(Predicate<K> meant) {
        cache.asMap().keySet().removeIf(meant);
    }

    public void forgetAll() {
        cache.invalidateAll();
    }
}
